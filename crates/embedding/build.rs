//! What a service's build script says.

fn main() {
    aludel_build::embed("migrations");
    aludel_build::embed_together(&["billing", "billing-reports"]);
}
