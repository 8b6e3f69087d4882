//! Words: what the core knows as data, said in English and in Chinese.

pub mod problem;
mod problem_en;
mod problem_zh;
