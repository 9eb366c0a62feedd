//! A build script, as a service has it; the tests run it as cargo would.

fn main() {
    aludel_build::embed("migrations");
    aludel_build::embed_together(&["billing", "reports"]);
}
