//! Everything the core promises, one sentence a test.

#[cfg(test)]
mod new;
#[cfg(test)]
mod store;
