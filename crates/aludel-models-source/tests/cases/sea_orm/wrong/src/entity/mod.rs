mod a;
mod gone;
