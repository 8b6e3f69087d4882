//! What can go wrong with kept data, in words.

use crate::scenario::Language;
use crate::store::{BadLine, BadList, BadName, Permission, ReviewError, Right, Rights, StoreError};

/// The place and the remedy of a store's error, one sentence.
pub fn store_error(error: &StoreError, language: Language) -> String {
    match language {
        Language::En => error.to_string(),
        Language::Zh => chinese(error),
    }
}

#[expect(clippy::too_many_lines, reason = "a sentence for each error, and nothing else")]
fn chinese(error: &StoreError) -> String {
    match error {
        StoreError::Locked { file } => {
            format!("“{}”正被其他程序占用：请关闭另一个 Hotseat 窗口或备份程序，然后重试", file.display())
        }
        StoreError::Damaged { file, detail } => format!(
            "“{}”已损坏（{detail}），文件未被改动：请用备份恢复，或将它移到别处，Hotseat 会新建一个",
            file.display()
        ),
        StoreError::Full { file } => {
            format!("“{}”所在的磁盘已满：请腾出空间，然后重试", file.display())
        }
        StoreError::NotWritable { path, detail } => {
            format!("无法写入“{}”（{detail}）：请检查写入权限，或用 --data 换一个文件夹", path.display())
        }
        StoreError::NotAFolder { path } => {
            format!("“{}”不是文件夹：请用 --data 换一个文件夹", path.display())
        }
        StoreError::Disk { file, detail } => {
            format!("无法读写“{}”（{detail}）：请检查磁盘，或用 --data 换一个文件夹", file.display())
        }
        StoreError::Newer { file, found, known } => format!(
            "“{}”由更新版本的 Hotseat 写入（格式 {found}，本版本只认到 {known}）：请升级 Hotseat，或用 --data 换一个文件夹",
            file.display()
        ),
        StoreError::Moved { expected, found } => format!(
            "本次练习已在另一个窗口继续（已有 {found} 步，而非 {expected} 步）：请到那个窗口继续，或在这里重新恢复"
        ),
        StoreError::Ended { attempt } => format!("练习记录 {attempt} 已经结束，不能再追加：请重新开始一次"),
        StoreError::NoSuchAttempt { attempt } => {
            format!("没有练习记录 {attempt}：它可能保存在另一个文件夹（--data）")
        }
        StoreError::BadName(name) => bad_name(*name, Language::Zh),
        StoreError::BadEntry { attempt, seq, detail } => format!(
            "练习记录 {attempt} 的第 {seq} 条无法读取（{detail}）：它已损坏或来自其他版本；其他记录不受影响，请重新开始一次"
        ),
        StoreError::BadRecord { file, detail } => format!(
            "“{}”中有一条记录无法读取（{detail}）：请用备份恢复该文件，或升级 Hotseat",
            file.display()
        ),
        StoreError::BadSettings { file, detail } => format!(
            "“{}”不是有效的设置文件（{detail}），文件未被改动：请改正它，或将它移到别处，Hotseat 会改用默认设置",
            file.display()
        ),
        StoreError::Away { place, detail } => {
            format!(
                "团队存储 {} 没有响应（{detail}）：请检查网络和地址，或联系服务器的管理人员；期间练习照常进行，保存在本机",
                place.display()
            )
        }
        StoreError::NotGranted { place, detail } => {
            format!("{} 不允许当前用户这样做（{detail}）：请联系服务器的管理人员", place.display())
        }
        StoreError::BadAddress { detail } => format!(
            "HOTSEAT_STORE 不是有效的地址（{detail}）：请写成 postgresql://用户:口令@主机/数据库，或不设置该变量"
        ),
        StoreError::NotPermitted { needs } => missing(*needs).to_owned(),
        StoreError::PassphraseNeeded => "请用口令登录：这里每个人都设有口令".to_owned(),
        StoreError::WrongPassphrase => "姓名与口令不符：请检查后重试，连续五次输错需要等待".to_owned(),
        StoreError::TooManyTries { seconds } => {
            format!("口令输错次数过多：请等待 {seconds} 秒，或请所有者重设口令")
        }
        StoreError::BadPassphrase { chars } => {
            format!("口令有 {chars} 个字符：请用 8 到 256 个字符，最好由几个词组成")
        }
        StoreError::OwnerFirst => {
            "首个口令须由所有者设置，再由所有者为其他人开通：请先设置所有者的口令".to_owned()
        }
        StoreError::NoHash { detail } => {
            format!("无法处理口令（{detail}）：请关闭其他程序后重试")
        }
        StoreError::TooFewPeople { scenario, people, least } => {
            format!("“{scenario}”只有 {people} 人练习过：少于 {least} 人时不显示统计，以免认出具体的人")
        }
        StoreError::NoSuchPerson => "没有这个人：请用 `hotseat people list` 查看姓名".to_owned(),
        StoreError::HasLeft { name } => {
            format!("{name} 已离开：请所有者用 `hotseat people return {name}` 恢复")
        }
        StoreError::LastOwner => {
            "这是最后一位能登录的所有者：请先让另一个人成为所有者，并为其设置口令".to_owned()
        }
        StoreError::NoSuchAssignment => "没有这项任务：可能已被撤回，请重新查看任务列表".to_owned(),
        StoreError::NoExam => "认证需要主管指派或开放的考试：请向主管申请，或先练习".to_owned(),
        StoreError::NoAttemptsLeft { allowed } => {
            format!("{allowed} 次机会已用完：请让主管重新指派")
        }
        StoreError::KnownExam => "这份考题您已经做过：请重新开始，会另抽一份".to_owned(),
        StoreError::ExamOpen { attempt } => {
            format!(
                "考试 {attempt} 尚未结束，计时仍在进行：请先继续完成（终端里用 `hotseat play --resume`），再开始另一场"
            )
        }
        StoreError::NotForDecision { attempt } => format!(
            "只有已结束的考试才需要裁定，练习记录 {attempt} 不是：请用 `hotseat review` 查看待裁定的考试"
        ),
        StoreError::RubricTaken { number } => {
            format!("第 {number} 号评分规则已启用过，内容不同：请换一个编号")
        }
        StoreError::NoSuchTeam { name } => {
            format!("没有团队“{name}”：请用 `hotseat people teams` 查看")
        }
        StoreError::OtherCertificate => {
            "这不是此人在该岗位的证书：请用 `hotseat certificate issue` 重新签发".to_owned()
        }
        StoreError::NotAnExam { attempt } => format!(
            "练习记录 {attempt} 不能作为认证依据：它不是此人已完成并有得分的考试，或记录被改动过，请运行 `hotseat verify {attempt}`"
        ),
        StoreError::RevokedBefore => "这份证书此前已被撤销：请用 `hotseat certificate list` 查看".to_owned(),
        StoreError::NoReason => "请写明理由".to_owned(),
        StoreError::Review(error) => review_error(error),
        StoreError::NoSuchCertificate => "没有这份证书：请用 `hotseat certificate list` 查看".to_owned(),
        StoreError::BadKey { file } => format!(
            "“{}”不是 Ed25519 密钥（PKCS#8，PEM 格式），文件未被改动：请用备份恢复，或将它移到别处，会另生成一个密钥，但签发者标识也会随之改变",
            file.display()
        ),
        StoreError::NothingToCopy { place } => {
            format!("{} 里没有可复制的内容：请检查存储的位置", place.display())
        }
        StoreError::NotEmpty { place } => {
            format!("{} 不是空的，复制不会与已有数据合并：请另选空的文件夹或数据库", place.display())
        }
        StoreError::BadCopy { place, table } => format!(
            "{} 中的副本在“{table}”表上与原件不符，已撤销：请检查该磁盘和服务器后重试",
            place.display()
        ),
        StoreError::UnknownHere { name } => {
            format!("团队存储暂时连不上，而本机还不认识“{name}”：请在它可用时先在本机登录一次")
        }
        StoreError::AssignedAway => {
            "团队存储暂时连不上，考试和指派的任务只能保存在那里：请先自由练习，或等它恢复后再试".to_owned()
        }
        StoreError::Refused { file, detail } => {
            format!("“{}”拒绝了操作（{detail}）：这是 Hotseat 的缺陷，请反馈给我们", file.display())
        }
    }
}

fn review_error(error: &ReviewError) -> String {
    match error {
        ReviewError::NotOver { attempt } => format!("练习 {attempt} 还没有结束：结束后才能复核"),
        ReviewError::NoSuchFinding { attempt } => {
            format!("练习 {attempt} 的评分卡没有这一条：编号请用 `hotseat review {attempt}` 查看")
        }
        ReviewError::BadPoints { points, of } => {
            format!("这里不能给 {points} 分：请给 0 到 {of} 分；只扣分的项目请给 -100 到 0 分")
        }
        ReviewError::NotGradable { attempt } => {
            format!(
                "本版本无法给练习 {attempt} 重新评分，因此不能改判：原因请用 `hotseat verify {attempt}` 查看"
            )
        }
        ReviewError::NoText => "内容为空：请写下您想说的话".to_owned(),
        ReviewError::NoSuchMoment { attempt, event } => {
            format!("练习 {attempt} 没有第 {event} 个时刻：编号请用 `hotseat review {attempt}` 查看")
        }
        ReviewError::NoSuchComment { attempt, comment } => {
            format!(
                "练习 {attempt} 没有第 {comment} 号点评：编号请用 `hotseat attempts --show {attempt}` 查看"
            )
        }
        ReviewError::NotAReviewer { name } => {
            format!("{name} 无权复核这次练习：可请所有者将其设为此人所在团队的主管")
        }
        ReviewError::NotDecided { attempt } => {
            format!("考试 {attempt} 还在等待裁定：请用 `hotseat review {attempt} --pass|--fail` 作出裁定")
        }
        ReviewError::NothingToAppeal { attempt } => {
            format!("练习 {attempt} 还没有任何裁定或改判：如对评分有不同看法，请提出异议")
        }
        ReviewError::NoSuchCalibration => {
            "没有您可以查看的这场校准：请用 `hotseat calibrate list` 查看".to_owned()
        }
        ReviewError::TooSmall => "一场校准至少需要一次练习和两位评分人：请补上".to_owned(),
        ReviewError::Closed => "这场校准已经结束：结果请用 `hotseat calibrate show` 查看".to_owned(),
        ReviewError::StillOpen => {
            "这场校准还没有结束，结束前看不到任何评分：请用 `hotseat calibrate close` 结束".to_owned()
        }
        ReviewError::ScoredBefore { attempt } => {
            format!("您在这场校准中已给练习 {attempt} 打过分：以第一次为准")
        }
        ReviewError::BadRating => "每项只打一次分，分值为 0、1、2，也可以留空".to_owned(),
    }
}

/// What to do about a missing permission.
fn missing(needs: Permission) -> &'static str {
    match needs {
        Permission::Own => "这是别人的数据：请以本人身份登录",
        Permission::Lead => "需要是此人所在团队的主管：请让所有者把您设为该团队主管",
        Permission::Right(Right::Trainee) => "需要先登录",
        Permission::Right(Right::Trainer) => "需要培训师权限：请向所有者申请，或以培训师身份登录",
        Permission::Right(Right::Manager) => "需要主管权限：请向所有者申请，或以主管身份登录",
        Permission::Right(Right::Owner) => "需要所有者权限：请以所有者身份登录",
        Permission::AnotherReviewer => {
            "申诉须由他人处理，作出裁定或改判的人不能受理：请另一位主管或所有者处理"
        }
        Permission::NotYourself => "不能对自己作决定：请另一位主管处理",
        Permission::Shared => "这次练习既不是指派的，也不是认证：在学员分享之前只属于学员本人",
    }
}

/// Why a name cannot be kept.
pub fn bad_name(name: BadName, language: Language) -> String {
    if language == Language::En {
        return name.to_string();
    }
    match name {
        BadName::Empty => "姓名为空：请输入 1 到 80 个字符".to_owned(),
        BadName::TooLong { chars } => format!("姓名有 {chars} 个字符：最多 80 个"),
        BadName::Invisible { code } => format!("姓名中有看不见的字符（U+{code:04X}）：请重新输入"),
    }
}

/// What is wrong with a line of a table of people, and how to mend it.
pub fn bad_line(bad: &BadLine, language: Language) -> String {
    let what = bad_list(&bad.what, language);
    language.pick(format!("line {}: {what}", bad.line), format!("第 {} 行：{what}", bad.line))
}

/// The same without its line.
pub fn bad_list(what: &BadList, language: Language) -> String {
    match what {
        BadList::Unreadable(detail) => language.pick(
            format!("this is no comma-separated line ({detail}): put texts with commas in quotation marks"),
            format!("不是有效的 CSV（{detail}）：含逗号的文字请加引号"),
        ),
        BadList::NoNames => language.pick(
            "there is no column `name`: write one above the names".to_owned(),
            "缺少“姓名”列：请在首行写明".to_owned(),
        ),
        BadList::UnknownColumn(name) => language.pick(
            format!("there is no column `{name}`: known are name, rights, team, leads"),
            format!("没有“{name}”这一列：可用的列是 姓名、权限、团队、主管"),
        ),
        BadList::ColumnTwice(name) => language.pick(
            format!("the column `{name}` stands there twice: leave one"),
            format!("“{name}”列出现了两次：请只保留一列"),
        ),
        BadList::Beyond(cells) => {
            let quoted = |cell: &String| language.pick(format!("`{cell}`"), format!("“{cell}”"));
            let cells: Vec<String> = cells.iter().map(quoted).collect();
            let cells = cells.join(language.pick(", ", "、"));
            language.pick(
                format!("{cells} stands beyond the last column: name a column for it, or put texts with commas in quotation marks"),
                format!("{cells} 超出了最后一列：请补上列名，含逗号的文字请加引号"),
            )
        }
        BadList::Name(name) => bad_name(*name, language),
        BadList::Twice(name) => language.pick(
            format!("{name} stands there twice: leave one line"),
            format!("“{name}”出现了两次：请只保留一行"),
        ),
        BadList::UnknownRight(word) => language.pick(
            format!(
                "`{word}` is no right: write trainee, trainer, manager or owner, several with `;` between"
            ),
            format!("没有“{word}”这种权限：请写 学员、培训师、主管 或 所有者，多个用分号隔开"),
        ),
        BadList::UnknownAnswer(word) => {
            language.pick(format!("`{word}` is neither yes nor no"), format!("“{word}”既不是“是”也不是“否”"))
        }
        BadList::LeadsNothing => language
            .pick("leads a team, and no team is named".to_owned(), "标为主管，但没有写团队".to_owned()),
        BadList::NoManager => language.pick(
            "leads a team without the right `manager`: add it".to_owned(),
            "标为团队主管，但没有“主管”权限：请补上".to_owned(),
        ),
    }
}

/// What somebody may be, in a word.
pub fn right(right: Right, language: Language) -> &'static str {
    language.pick(right.word(), right.chinese())
}

/// What somebody may do, in a line.
pub fn rights(rights: Rights, language: Language) -> String {
    let words: Vec<_> = rights.iter().map(|right| language.pick(right.word(), right.chinese())).collect();
    words.join(language.pick(", ", "、"))
}
