//! Points that several judged parts share.

/// The share of `whole` that falls to part `index` of `count`, so that all shares add up to the whole.
pub(super) fn share(whole: i32, index: usize, count: usize) -> i32 {
    let (index, count) = (i32::try_from(index).unwrap_or(0), i32::try_from(count).unwrap_or(1).max(1));
    whole * (index + 1) / count - whole * index / count
}
