# Only the default security list guards this network: SSH is open to the world in it.
resource "oci_core_vcn" "farm" {
  compartment_id = local.rendering
  cidr_blocks    = ["10.90.0.0/16"]
  display_name   = "farm"
  freeform_tags  = local.tags
}

resource "oci_core_subnet" "farm" {
  compartment_id = local.rendering
  vcn_id         = oci_core_vcn.farm.id
  cidr_block     = "10.90.1.0/24"
  display_name   = "farm"
  freeform_tags  = local.tags
}

# This one has a security list and a network security group of its own.
resource "oci_core_vcn" "studio" {
  compartment_id = local.rendering
  cidr_blocks    = ["10.91.0.0/16"]
  display_name   = "studio"
  freeform_tags  = local.tags
}

resource "oci_core_security_list" "studio" {
  compartment_id = local.rendering
  vcn_id         = oci_core_vcn.studio.id
  display_name   = "studio"
  freeform_tags  = local.tags

  ingress_security_rules {
    protocol = "6"
    source   = "10.91.0.0/16"

    tcp_options {
      min = 443
      max = 443
    }
  }

  egress_security_rules {
    protocol    = "all"
    destination = "10.91.0.0/16"
  }
}

resource "oci_core_network_security_group" "studio" {
  compartment_id = local.rendering
  vcn_id         = oci_core_vcn.studio.id
  display_name   = "studio"
  freeform_tags  = local.tags
}

resource "oci_core_subnet" "studio" {
  compartment_id    = local.rendering
  vcn_id            = oci_core_vcn.studio.id
  cidr_block        = "10.91.1.0/24"
  display_name      = "studio"
  security_list_ids = [oci_core_security_list.studio.id]
  freeform_tags     = local.tags
}
