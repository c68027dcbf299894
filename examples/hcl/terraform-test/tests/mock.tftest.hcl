# Without network and without a key: the provider is mocked, and drift() is pure.
mock_provider "fullstory" {
  mock_data "fullstory_recording_geo" {
    defaults = {
      record_geo_mode  = "GEO_ALLOW_LIST"
      record_geo_zones = ["CA", "US"]
      unknown_keys     = []
      null_keys        = []
    }
  }
}

run "as_declared" {
  assert {
    condition     = length(output.drift) == 0
    error_message = "these settings are what is declared"
  }
}

run "loosened" {
  override_data {
    target = data.fullstory_recording_geo.now
    values = { record_geo_mode = "GEO_ALL", record_geo_zones = [], unknown_keys = [], null_keys = [] }
  }
  assert {
    condition     = contains(output.drift[*].direction, "loosened")
    error_message = "recording everywhere is looser than what is declared"
  }
}
