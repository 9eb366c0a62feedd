pub mod deep;
mod gone;
