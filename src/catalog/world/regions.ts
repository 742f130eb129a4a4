import type { Provider } from '#model/resource.ts';

/** Where a region is, as its cloud says: the city or the state, and about where that is in degrees. Good for a map of the world, and for no smaller one. */
export interface RegionPlace {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly city: string;
}

const cities: Readonly<Record<string, readonly [latitude: number, longitude: number]>> = {
  'Abu Dhabi': [24.5, 54.4], Amsterdam: [52.4, 4.9], Ashburn: [39, -77.5], Auckland: [-36.8, 174.8], Bahrain: [26.1, 50.6], Bangkok: [13.8, 100.5], Batam: [1.1, 104], Beijing: [39.9, 116.4],
  Belgium: [50.5, 3.8], Berlin: [52.5, 13.4], Bogota: [4.7, -74.1], Boydton: [36.7, -78.4], Brandenburg: [52.4, 12.5], Calgary: [51, -114.1], Canberra: [-35.3, 149.1], 'Cape Town': [-33.9, 18.4],
  Cardiff: [51.5, -3.2], Changhua: [24.1, 120.5], Chennai: [13.1, 80.3], Cheyenne: [41.1, -104.8], Chicago: [41.9, -87.6], Chuncheon: [37.9, 127.7], Columbus: [40, -83], 'Council Bluffs': [41.3, -95.9],
  Dallas: [32.8, -96.8], Dammam: [26.4, 50.1], Delhi: [28.6, 77.2], Doha: [25.3, 51.5], Dubai: [25.2, 55.3], Dublin: [53.3, -6.3], Eemshaven: [53.4, 6.8], Finland: [60.6, 27.2],
  Frankfurt: [50.1, 8.7], Gavle: [60.7, 17.1], Geneva: [46.2, 6.1], 'Hong Kong': [22.3, 114.2], Hyderabad: [17.4, 78.5], Iowa: [41.3, -93.1], Jakarta: [-6.2, 106.8], Jeddah: [21.5, 39.2],
  Jerusalem: [31.8, 35.2], Johannesburg: [-26.2, 28], Jovanovac: [44.1, 20.9], 'Kuala Lumpur': [3.1, 101.7], 'Las Vegas': [36.2, -115.1], London: [51.5, -0.1], 'Los Angeles': [34.1, -118.2], Luke: [33.5, -112.4],
  Langley: [37.1, -76.4], Madrid: [40.4, -3.7], Malaysia: [3, 101.5], Marseille: [43.3, 5.4], Melbourne: [-37.8, 145], Mexico: [20.6, -100.4], Milan: [45.5, 9.2], Monterrey: [25.7, -100.3],
  Montreal: [45.5, -73.6], Mumbai: [19.1, 72.9], Ningxia: [37.5, 105.2], Ohio: [40, -82.9], Oregon: [45.6, -121.2], Osaka: [34.7, 135.5], Oslo: [59.9, 10.8], Paris: [48.9, 2.4],
  Phoenix: [33.4, -112.1], Pune: [18.5, 73.9], Queretaro: [20.6, -100.4], Quebec: [46.8, -71.2], Quincy: [47.2, -119.9], Riyadh: [24.7, 46.7], 'Salt Lake City': [40.8, -111.9], 'San Antonio': [29.4, -98.5],
  'San Jose': [37.3, -121.9], Santiago: [-33.4, -70.7], 'Sao Paulo': [-23.5, -46.6], Seoul: [37.6, 127], Singapore: [1.3, 103.8], 'South Carolina': [33.2, -80], Spain: [41.6, -0.9], Stavanger: [59, 5.7],
  Stockholm: [59.3, 18.1], Sydney: [-33.9, 151.2], Taipei: [25, 121.6], 'Tel Aviv': [32.1, 34.8], Tokyo: [35.7, 139.7], Toronto: [43.7, -79.4], Turin: [45.1, 7.7], Valparaiso: [-33, -71.6],
  Vienna: [48.2, 16.4], Vinhedo: [-23, -47], Virginia: [38.9, -77.4], Warsaw: [52.2, 21], Zurich: [47.4, 8.5], 'Northern California': [37.4, -121.9],
};

/** `city: regions of it`, as the clouds' own lists of regions have them. */
const regions: Readonly<Record<Provider, Readonly<Record<string, string>>>> = {
  aws: {
    'Cape Town': 'af-south-1', 'Hong Kong': 'ap-east-1', Taipei: 'ap-east-2', Tokyo: 'ap-northeast-1', Seoul: 'ap-northeast-2', Osaka: 'ap-northeast-3', Mumbai: 'ap-south-1', Hyderabad: 'ap-south-2', Singapore: 'ap-southeast-1', Sydney: 'ap-southeast-2',
    Jakarta: 'ap-southeast-3', Melbourne: 'ap-southeast-4', Malaysia: 'ap-southeast-5', Auckland: 'ap-southeast-6', Bangkok: 'ap-southeast-7', Montreal: 'ca-central-1', Calgary: 'ca-west-1', Beijing: 'cn-north-1', Ningxia: 'cn-northwest-1', Frankfurt: 'eu-central-1',
    Zurich: 'eu-central-2', Stockholm: 'eu-north-1', Milan: 'eu-south-1', Spain: 'eu-south-2', Dublin: 'eu-west-1', London: 'eu-west-2', Paris: 'eu-west-3', Brandenburg: 'eusc-de-east-1', 'Tel Aviv': 'il-central-1', 'Abu Dhabi': 'me-central-1',
    Bahrain: 'me-south-1', Mexico: 'mx-central-1', 'Sao Paulo': 'sa-east-1', Virginia: 'us-east-1', Ohio: 'us-east-2 us-gov-east-1', Oregon: 'us-west-2 us-gov-west-1', 'Northern California': 'us-west-1',
  },
  azure: {
    Virginia: 'eastus', Boydton: 'eastus2', Iowa: 'centralus', Chicago: 'northcentralus', 'San Antonio': 'southcentralus', Cheyenne: 'westcentralus', 'Northern California': 'westus', Quincy: 'westus2', Phoenix: 'westus3', Toronto: 'canadacentral',
    Quebec: 'canadaeast', Queretaro: 'mexicocentral', 'Sao Paulo': 'brazilsouth', Santiago: 'chilecentral', Dublin: 'northeurope', Amsterdam: 'westeurope', London: 'uksouth', Cardiff: 'ukwest', Paris: 'francecentral', Marseille: 'francesouth',
    Frankfurt: 'germanywestcentral', Berlin: 'germanynorth', Zurich: 'switzerlandnorth', Geneva: 'switzerlandwest', Oslo: 'norwayeast', Stavanger: 'norwaywest', Gavle: 'swedencentral', Warsaw: 'polandcentral', Milan: 'italynorth', Madrid: 'spaincentral', Vienna: 'austriaeast', Belgium: 'belgiumcentral',
    'Tel Aviv': 'israelcentral', Dubai: 'uaenorth', 'Abu Dhabi': 'uaecentral', Doha: 'qatarcentral', Johannesburg: 'southafricanorth', 'Cape Town': 'southafricawest', Pune: 'centralindia', Chennai: 'southindia', Mumbai: 'westindia jioindiawest', Singapore: 'southeastasia',
    'Hong Kong': 'eastasia', Tokyo: 'japaneast', Osaka: 'japanwest', Seoul: 'koreacentral', Sydney: 'australiaeast', Melbourne: 'australiasoutheast', Canberra: 'australiacentral australiacentral2', Auckland: 'newzealandnorth', 'Kuala Lumpur': 'malaysiawest', Jakarta: 'indonesiacentral',
  },
  gcp: {
    Johannesburg: 'africa-south1', Changhua: 'asia-east1', 'Hong Kong': 'asia-east2', Tokyo: 'asia-northeast1', Osaka: 'asia-northeast2', Seoul: 'asia-northeast3', Mumbai: 'asia-south1', Delhi: 'asia-south2', Singapore: 'asia-southeast1', Jakarta: 'asia-southeast2',
    Bangkok: 'asia-southeast3', Sydney: 'australia-southeast1', Melbourne: 'australia-southeast2', Warsaw: 'europe-central2', Finland: 'europe-north1', Stockholm: 'europe-north2', Madrid: 'europe-southwest1', Belgium: 'europe-west1', London: 'europe-west2', Frankfurt: 'europe-west3',
    Eemshaven: 'europe-west4', Zurich: 'europe-west6', Milan: 'europe-west8', Paris: 'europe-west9', Berlin: 'europe-west10', Turin: 'europe-west12', Doha: 'me-central1', Dammam: 'me-central2', 'Tel Aviv': 'me-west1', Montreal: 'northamerica-northeast1',
    Toronto: 'northamerica-northeast2', Queretaro: 'northamerica-south1', 'Sao Paulo': 'southamerica-east1', Santiago: 'southamerica-west1', 'Council Bluffs': 'us-central1', 'South Carolina': 'us-east1', Virginia: 'us-east4', Columbus: 'us-east5', Dallas: 'us-south1', Oregon: 'us-west1',
    'Los Angeles': 'us-west2', 'Salt Lake City': 'us-west3', 'Las Vegas': 'us-west4',
  },
  oci: {
    Amsterdam: 'eu-amsterdam-1', Stockholm: 'eu-stockholm-1', 'Abu Dhabi': 'me-abudhabi-1', Jovanovac: 'eu-jovanovac-1', Bogota: 'sa-bogota-1', Mumbai: 'ap-mumbai-1', Paris: 'eu-paris-1', Cardiff: 'uk-cardiff-1 uk-gov-cardiff-1', Dubai: 'me-dubai-1', Frankfurt: 'eu-frankfurt-1',
    'Sao Paulo': 'sa-saopaulo-1', Batam: 'ap-batam-1', Hyderabad: 'ap-hyderabad-1', Ashburn: 'us-ashburn-1 us-gov-ashburn-1', Seoul: 'ap-seoul-1', Jeddah: 'me-jeddah-1', Johannesburg: 'af-johannesburg-1', Osaka: 'ap-osaka-1', London: 'uk-london-1 uk-gov-london-1', Milan: 'eu-milan-1',
    Madrid: 'eu-madrid-1 eu-madrid-3', Melbourne: 'ap-melbourne-1', Marseille: 'eu-marseille-1', Jerusalem: 'il-jerusalem-1', Monterrey: 'mx-monterrey-1', Tokyo: 'ap-tokyo-1', Chicago: 'us-chicago-1 us-gov-chicago-1', Phoenix: 'us-phoenix-1 us-gov-phoenix-1', Queretaro: 'mx-queretaro-1', Riyadh: 'me-riyadh-1',
    Santiago: 'sa-santiago-1', Valparaiso: 'sa-valparaiso-1', Vinhedo: 'sa-vinhedo-1', Singapore: 'ap-singapore-1 ap-singapore-2', 'San Jose': 'us-sanjose-1', Sydney: 'ap-sydney-1', Chuncheon: 'ap-chuncheon-1', Montreal: 'ca-montreal-1', Toronto: 'ca-toronto-1', Zurich: 'eu-zurich-1', Langley: 'us-langley-1', Luke: 'us-luke-1',
  },
};

const byName = new Map<string, RegionPlace>(
  Object.entries(regions).flatMap(([provider, of]) => Object.entries(of).flatMap(([city, names]) => {
    const [latitude, longitude] = cities[city] ?? [NaN, NaN];
    return names.split(' ').map((name) => [`${provider} ${name}`, { name, latitude, longitude, city }] as const);
  })),
);

/** Null for a region that the table lacks, and for what is in no place: `global`, multi-regions. */
export function placeOfRegion(provider: Provider, region: string): RegionPlace | null {
  return byName.get(`${provider} ${region}`) ?? null;
}

/** All that the table has of a cloud. */
export function regionsOf(provider: Provider): readonly RegionPlace[] {
  return [...byName].flatMap(([key, place]) => (key.startsWith(`${provider} `) ? [place] : []));
}
