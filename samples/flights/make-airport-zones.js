// Writes airport_zones.csv: IATA code to IANA time zone, for the airports of the flights sample.
// Source: npm tz-lookup 6.1.25 (CC0) on the coordinates of npm vega-datasets 3.2.1's airports.csv.
// Usage: node samples/flights/make-airport-zones.js IATA... > samples/flights/airport_zones.csv
const fs = require('fs');
const path = require('path');
const modules = path.join(__dirname, '../../eng/native/node_modules');
const zoneOf = require(path.join(modules, 'tz-lookup'));
const fieldsOf = (line) => [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((m) => m[2] ?? m[1]);
const place = new Map(
  fs.readFileSync(path.join(modules, 'vega-datasets/data/airports.csv'), 'utf8').trim().split(/\r?\n/).slice(1)
    .map(fieldsOf).map((f) => [f[0], [Number(f[5]), Number(f[6])]]));
const unknown = process.argv.slice(2).filter((iata) => !place.has(iata));
if (unknown.length > 0) {
  console.error(`No coordinates for: ${unknown.join(', ')}`);
  process.exit(1);
}
console.log('iata,zone');
for (const iata of process.argv.slice(2).sort()) {
  console.log(`${iata},${zoneOf(...place.get(iata))}`);
}
