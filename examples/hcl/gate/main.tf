# The key: environment FULLSTORY_API_KEY.
provider "fullstory" {
  expect_org = "o-SIM4-na1"
}

data "fullstory_gate" "recording" {
  because = "DPIA-31: what is recorded was agreed with the data protection officer."

  geo = {
    record_geo_mode  = "GEO_ALLOW_LIST"
    record_geo_zones = ["US", "CA"]
  }
  privacy = {
    discard_ip_addresses = true
    default_privacy_mode = { one_of = ["PRIVACY_MODE_MASK_DEFAULT", "PRIVACY_MODE_MASK_BODY"] }
    element_blocks = {
      array_with = [{ selector = "input[type=password]", type = "BLOCK_EXCLUDE" }]
    }
  }
  features = {
    web    = { console_watcher = false }
    mobile = { console_watcher = false }
  }
}

# Whatever refers to the gate is made only after it passed.
resource "terraform_data" "deploy" {
  input = data.fullstory_gate.recording.passed
}
