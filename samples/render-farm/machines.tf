data "oci_identity_availability_domains" "all" {
  compartment_id = local.tenancy
}

# Approved for the show: see the waiver in landrail.yaml.
resource "oci_core_instance" "renderer" {
  count = 2

  compartment_id      = local.rendering
  availability_domain = data.oci_identity_availability_domains.all.availability_domains[0].name
  shape               = "BM.GPU.A10.4"
  display_name        = "renderer-${count.index}"
  freeform_tags       = local.tags

  create_vnic_details {
    subnet_id = oci_core_subnet.farm.id
  }

  source_details {
    source_type = "image"
    source_id   = "ocid1.image.oc1.eu-frankfurt-1.aaaaaaaaexampleimage"
  }
}

# Nobody asked.
resource "oci_core_instance" "denoiser" {
  compartment_id      = local.rendering
  availability_domain = data.oci_identity_availability_domains.all.availability_domains[1].name
  shape               = "VM.GPU.A10.2"
  display_name        = "denoiser"
  freeform_tags       = local.tags

  create_vnic_details {
    subnet_id = oci_core_subnet.farm.id
  }

  source_details {
    source_type = "image"
    source_id   = "ocid1.image.oc1.eu-frankfurt-1.aaaaaaaaexampleimage"
  }
}

# A flexible shape is as big as shape_config says: two OCPUs are four vCPUs.
resource "oci_core_instance" "license_server" {
  compartment_id      = local.rendering
  availability_domain = data.oci_identity_availability_domains.all.availability_domains[0].name
  shape               = "VM.Standard.E5.Flex"
  display_name        = "license-server"
  freeform_tags       = local.tags
  defined_tags        = { "Operations.CostCenter" = "4200" }

  shape_config {
    ocpus         = 2
    memory_in_gbs = 16
  }

  create_vnic_details {
    subnet_id = oci_core_subnet.studio.id
    nsg_ids   = [oci_core_network_security_group.studio.id]
  }

  source_details {
    source_type = "image"
    source_id   = "ocid1.image.oc1.eu-frankfurt-1.aaaaaaaaexampleimage"
  }
}

# The same shape, but 80 OCPUs: 160 vCPUs.
resource "oci_core_instance" "simulation" {
  compartment_id      = local.rendering
  availability_domain = data.oci_identity_availability_domains.all.availability_domains[2].name
  shape               = "VM.Standard.E5.Flex"
  display_name        = "simulation"
  freeform_tags       = local.tags

  shape_config {
    ocpus         = 80
    memory_in_gbs = 1024
  }

  create_vnic_details {
    subnet_id = oci_core_subnet.studio.id
    nsg_ids   = [oci_core_network_security_group.studio.id]
  }

  source_details {
    source_type = "image"
    source_id   = "ocid1.image.oc1.eu-frankfurt-1.aaaaaaaaexampleimage"
  }
}

# An old shape that is not on the list, in a compartment that is not either.
resource "oci_core_instance" "test_bench" {
  compartment_id      = local.sandbox
  availability_domain = data.oci_identity_availability_domains.all.availability_domains[0].name
  shape               = "VM.Standard2.4"
  display_name        = "test-bench"

  freeform_tags = {
    owner = "jk"
    show  = "none"
  }

  create_vnic_details {
    subnet_id = oci_core_subnet.studio.id
    nsg_ids   = [oci_core_network_security_group.studio.id]
  }

  source_details {
    source_type = "image"
    source_id   = "ocid1.image.oc1.eu-frankfurt-1.aaaaaaaaexampleimage"
  }
}

resource "oci_core_instance_configuration" "night_shift" {
  compartment_id = local.rendering
  display_name   = "night-shift"
  freeform_tags  = local.tags

  instance_details {
    instance_type = "compute"

    launch_details {
      compartment_id      = local.rendering
      availability_domain = data.oci_identity_availability_domains.all.availability_domains[0].name
      shape               = "VM.Standard.E5.Flex"
      freeform_tags       = local.tags

      shape_config {
        ocpus         = 8
        memory_in_gbs = 64
      }

      create_vnic_details {
        subnet_id = oci_core_subnet.studio.id
      }

      source_details {
        source_type = "image"
        image_id    = "ocid1.image.oc1.eu-frankfurt-1.aaaaaaaaexampleimage"
      }
    }
  }
}

resource "oci_core_instance_pool" "night_shift" {
  compartment_id            = local.rendering
  instance_configuration_id = oci_core_instance_configuration.night_shift.id
  size                      = 6
  display_name              = "night-shift"
  freeform_tags             = local.tags

  placement_configurations {
    availability_domain = data.oci_identity_availability_domains.all.availability_domains[0].name
    primary_subnet_id   = oci_core_subnet.studio.id
  }
}
