//! What a tool needs, changes and costs, as far as its data says so in words.

use super::look::Look;
use crate::scenario::desk::{Effect, Operand, Test, Tool};
use crate::scenario::when::When;
use crate::session::event::Failing;

/// What must hold before the desk lets the tool through.
pub(super) fn needs(look: Look<'_>, tool: &Tool) -> Vec<String> {
    let conditions = tool.needs.iter().filter_map(|need| condition(look, need));
    let limits = tool.limits.iter().filter_map(|test| bound(look, test));
    let approval = tool.approval.iter().filter_map(|test| beyond(look, test));
    conditions.chain(limits).chain(approval).collect()
}

/// What the house expects first although the desk does not stop the trainee.
pub(super) fn expects(look: Look<'_>, tool: &Tool) -> Vec<String> {
    tool.expects.iter().filter_map(|one| condition(look, one)).collect()
}

/// What the tool changes.
pub(super) fn changes(look: Look<'_>, tool: &Tool) -> Vec<String> {
    let arrow = |column: &str, to: &str| format!("{} → {to}", named(look, column));
    tool.sets
        .iter()
        .map(|effect| match effect {
            Effect::Field(path, value) => arrow(&path.column, &look.value(value)),
            Effect::FromArg(path, argument) if path.column == *argument => named(look, argument),
            Effect::FromArg(path, argument) => arrow(&path.column, &named(look, argument)),
            Effect::Verified => look.kit.t("marks the identity as verified", "标记身份已核实").to_owned(),
            Effect::Consented => look.kit.t("records the customer's yes", "记录客户同意").to_owned(),
            Effect::Record(table) => {
                let table = named(look, table);
                look.kit.t(format!("new entry: {table}"), format!("新增记录：{table}"))
            }
        })
        .collect()
}

/// What exactly stood in the way of a tool, where its data says so.
pub(super) fn obstacle(look: Look<'_>, tool: &Tool, why: &Failing) -> Option<String> {
    let at = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
    match why {
        Failing::Needs(place) => condition(look, tool.needs.get(at(*place))?),
        Failing::Limit(place) => bound(look, tool.limits.get(at(*place))?),
        Failing::Approval(place) => beyond(look, tool.approval.get(at(*place))?),
        Failing::Check(_) | Failing::Fault(_) | Failing::NotFound => None,
    }
}

/// The conditions of `expects` at these positions.
pub(super) fn unmet(look: Look<'_>, tool: &Tool, places: &[u32]) -> Vec<String> {
    let at = |place: &u32| tool.expects.get(usize::try_from(*place).ok()?);
    places.iter().filter_map(at).filter_map(|one| condition(look, one)).collect()
}

/// A condition on the desk in words; none where it looks at the conversation, which is not the desk's to tell.
fn condition(look: Look<'_>, when: &When) -> Option<String> {
    let kit = look.kit;
    let all =
        |parts: &[When]| -> Vec<String> { parts.iter().filter_map(|one| condition(look, one)).collect() };
    if let When::All(parts) = when {
        Some(all(parts).join(kit.t(" and ", "，并且"))).filter(|words| !words.is_empty())
    } else if let When::Any(parts) = when {
        let words = all(parts);
        (words.len() == parts.len()).then(|| words.join(kit.t(" or ", "，或者")))
    } else if let When::Not(part) = when {
        condition(look, part).map(|words| kit.t(format!("not: {words}"), format!("不能是：{words}")))
    } else if let When::Used(tool) | When::Uses(tool) = when {
        let title = named_tool(look, tool);
        Some(kit.t(format!("“{title}” done first"), format!("先完成“{title}”")))
    } else if let When::Approved(_) = when {
        Some(kit.t("the supervisor's approval", "主管已批准").to_owned())
    } else if let When::Is(path, value) = when {
        let (column, value) = (named(look, &path.column), look.value(value));
        Some(kit.t(format!("{column}: {value}"), format!("{column}：{value}")))
    } else if let When::Service(service, status) = when {
        let title = look.desk().services.get(service).map(|one| look.say(&one.title))?;
        let status = named(look, status);
        Some(kit.t(format!("{title}: {status}"), format!("{title}：{status}")))
    } else if *when == When::Verified {
        Some(kit.t("the customer's identity verified", "客户身份已核实").to_owned())
    } else if *when == When::Consented {
        Some(kit.t("the customer's yes", "客户已同意").to_owned())
    } else {
        None
    }
}

/// A limit nobody may exceed.
fn bound(look: Look<'_>, test: &Test) -> Option<String> {
    let kit = look.kit;
    match test {
        Test::AtMost(left, right) => {
            let (left, right) = (operand(look, left)?, operand(look, right)?);
            Some(kit.t(format!("{left}: at most {right}"), format!("{left}：最多{right}")))
        }
        Test::AtLeast(left, right) => {
            let (left, right) = (operand(look, left)?, operand(look, right)?);
            Some(kit.t(format!("{left}: at least {right}"), format!("{left}：至少{right}")))
        }
        Test::Equal(..) | Test::Differ(..) | Test::Missing(_) | Test::Any(_) => None,
    }
}

/// A limit above which the supervisor has to approve.
fn beyond(look: Look<'_>, test: &Test) -> Option<String> {
    let kit = look.kit;
    match test {
        Test::AtMost(left, right) => {
            let (left, right) = (operand(look, left)?, operand(look, right)?);
            Some(kit.t(
                format!("{left} above {right}: the supervisor's approval"),
                format!("{left}超过{right}：须主管批准"),
            ))
        }
        Test::AtLeast(left, right) => {
            let (left, right) = (operand(look, left)?, operand(look, right)?);
            Some(kit.t(
                format!("{left} below {right}: the supervisor's approval"),
                format!("{left}低于{right}：须主管批准"),
            ))
        }
        Test::Equal(..) | Test::Differ(..) | Test::Missing(_) | Test::Any(_) => None,
    }
}

fn operand(look: Look<'_>, operand: &Operand) -> Option<String> {
    match operand {
        Operand::Arg(name) => Some(named(look, name)),
        Operand::Field(path) => {
            let (of, column) = (look.key(&path.table), named(look, &path.column));
            Some(look.kit.t(format!("the {of}'s {column}"), format!("{of}的{column}")))
        }
        Operand::Int(number) => Some(number.to_string()),
        Operand::Text(_) => None,
    }
}

fn named(look: Look<'_>, code: &str) -> String {
    look.desk().labels.get(code).map_or(code, |label| look.say(label)).to_owned()
}

fn named_tool(look: Look<'_>, name: &str) -> String {
    look.desk().tools.get(name).map_or(name, |tool| look.say(&tool.title)).to_owned()
}
