//! Compiles the revisions in, and refuses a graph that is wrong.

fn main() {
    aludel_build::embed("migrations");
}
