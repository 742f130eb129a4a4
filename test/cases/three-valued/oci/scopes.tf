# Bad: the researchers' compartment.
resource "oci_core_volume" "borrowed" {
  compartment_id      = local.research
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  freeform_tags       = local.tags
}

# Compartments of the same plan, whose OCIDs do not exist yet: by name they are root/forecast/campaign …
resource "oci_identity_compartment" "season" {
  compartment_id = local.tenancy
  name           = "forecast"
  description    = "Forecasts of this season"
  freeform_tags  = local.tags
}

resource "oci_identity_compartment" "campaign" {
  compartment_id = oci_identity_compartment.season.id
  name           = "campaign"
  description    = "A measuring campaign"
  freeform_tags  = local.tags
}

resource "oci_core_volume" "campaign" {
  compartment_id      = oci_identity_compartment.campaign.id
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  freeform_tags       = local.tags
}

# … and root/sandbox.
resource "oci_identity_compartment" "sandbox" {
  compartment_id = local.tenancy
  name           = "sandbox"
  description    = "Experiments"
  freeform_tags  = local.tags
}

resource "oci_core_volume" "sandbox" {
  compartment_id      = oci_identity_compartment.sandbox.id
  availability_domain = "Uocm:EU-FRANKFURT-1-AD-1"
  freeform_tags       = local.tags
}
