//! The commands of certificates.

use clap::{Arg, Command};

use super::Words;

impl Words {
    fn organisation(&self) -> Arg {
        self.opt(
            "organisation",
            "NAME",
            self.t(
                "The organisation that issues it [env: HOTSEAT_ORGANISATION]",
                "签发机构的名称[环境变量：HOTSEAT_ORGANISATION]",
            ),
        )
        .env("HOTSEAT_ORGANISATION")
        .hide_env(true)
    }

    pub(super) fn certificate_command(&self) -> Command {
        let file = || self.output_file(self.t("Where it goes", "写入哪个文件"));
        self.sub("certificate", self.t("Issue certificates, and show them", "签发和查看证书"))
            .after_help(self.t(
                "Certificates are Open Badges 3.0, signed. Anybody checks one with `hotseat verify FILE`, offline.",
                "证书采用 Open Badges 3.0 格式并带签名。任何人都可用 `hotseat verify FILE` 离线核验。",
            ))
            .disable_help_subcommand(true)
            .subcommand_help_heading(self.t("Commands", "命令"))
            .subcommand(
                self.sub("issue", self.t("Issue one for a step that was certified", "为已通过认证的岗位签发证书"))
                    .arg(self.person(self.t("Who", "姓名")).required(true))
                    .arg(self.argument("step", "STEP", self.t("The step", "岗位代号")).required(true))
                    .arg(self.organisation())
                    .arg(file()),
            )
            .subcommand(
                self.sub("list", self.t("List somebody's certificates", "列出某人的证书"))
                    .arg(self.person(self.t("Whose; yours if left out", "谁的，不写则为您自己"))),
            )
            .subcommand(
                self.sub("show", self.t("Write one down, byte by byte as it was issued", "原样输出一份证书"))
                    .arg(self.argument("id", "ID", self.t("Which", "证书编号")).required(true))
                    .arg(file()),
            )
            .subcommand(
                self.sub("revoke", self.t("Say that one does not hold any more", "撤销一份证书"))
                    .after_help(self.t(
                        "Lists show it from then on. `hotseat verify FILE` works offline and cannot know.",
                        "此后列表里会注明已撤销。`hotseat verify FILE` 离线核验，无从知晓。",
                    ))
                    .arg(self.argument("id", "ID", self.t("Which", "证书编号")).required(true))
                    .arg(self.opt("reason", "TEXT", self.t("Why", "理由")).required(true)),
            )
            .subcommand(
                self.sub("issuer", self.t("Print the key this machine issues with", "显示本机的签发者标识"))
                    .after_help(self.t(
                        "The secret key is issuer.pem in the data folder, made when it is first needed. Desks that are to issue as one share a copy of it.",
                        "私钥是数据目录中的 issuer.pem，首次需要时生成。多台机器要以同一签发者签发，请共用同一份文件。",
                    )),
            )
            .subcommand(
                self.sub("framework", self.t(
                    "Write the ladders down as a competency framework (CASE 1.0, JSON)",
                    "把岗位阶梯导出为能力框架（CASE 1.0，JSON）",
                ))
                .arg(self.organisation())
                .arg(file()),
            )
    }
}
