//! The house: its lines, weights and rules.

use super::super::fault::Fault;
use super::super::house::House;
use super::super::place::HOUSE_ROOT;
use super::Findings;
use super::head::within;

/// Everything that is wrong with the house by itself.
pub(super) fn check(house: &House, found: &mut Findings) {
    let root = HOUSE_ROOT;
    if house.format != 1 {
        found.value(&root.name("format"), Fault::WrongFormat(house.format));
    }
    within(found, &root.name("pass"), i64::from(house.pass), 0, 100);
    within(found, &root.name("cap"), i64::from(house.cap), 0, 100);
    if house.weights.empathy == 0 && house.weights.tools == 0 && house.weights.resolution == 0 {
        found.head(&root.name("weights"), Fault::NoWeight);
    }
    let at = root.name("lines");
    for (name, list) in house.lines.all() {
        if list.is_empty() {
            found.head(&at.name(name), Fault::Empty(name));
        }
    }
}
