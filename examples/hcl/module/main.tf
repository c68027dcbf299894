module "recording" {
  source = "./recording-gate"
  zones  = ["US", "CA"]
}

# A whole module waits for the gate.
module "shop" {
  source     = "./shop"
  depends_on = [module.recording]
}
