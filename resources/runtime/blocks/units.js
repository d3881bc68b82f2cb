// Units by what they measure: a sign, and how many of the group's first unit it is (a temperature: two functions).
"use strict";

homespun.units = {
  length: { m: 1, km: 1000, cm: 0.01, mm: 0.001, in: 0.0254, ft: 0.3048, yd: 0.9144, mi: 1609.344, nmi: 1852 },
  weight: { kg: 1, g: 0.001, mg: 0.000001, t: 1000, oz: 0.028349523125, lb: 0.45359237, st: 6.35029318 },
  temperature: {
    "°C": [(value) => value, (base) => base],
    "°F": [(value) => ((value - 32) * 5) / 9, (base) => (base * 9) / 5 + 32],
    K: [(value) => value - 273.15, (base) => base + 273.15],
  },
  volume: { l: 1, ml: 0.001, cl: 0.01, "m³": 1000, "fl oz": 0.0295735295625, pt: 0.473176473, qt: 0.946352946, gal: 3.785411784, "UK pt": 0.56826125, "UK gal": 4.54609 },
  area: { "m²": 1, "km²": 1000000, "cm²": 0.0001, ha: 10000, a: 100, acre: 4046.8564224, "ft²": 0.09290304, "mi²": 2589988.110336 },
  speed: { "km/h": 1, "m/s": 3.6, mph: 1.609344, kn: 1.852, "ft/s": 1.09728 },
  time: { min: 60, s: 1, h: 3600, d: 86400, wk: 604800, mo: 2629746, yr: 31556952, ms: 0.001 },
  data: { MB: 1000000, B: 1, kB: 1000, GB: 1000000000, TB: 1000000000000, KiB: 1024, MiB: 1048576, GiB: 1073741824, Mbit: 125000 },
  energy: { kJ: 1000, J: 1, kcal: 4184, Wh: 3600, kWh: 3600000, BTU: 1055.05585262 },
  pressure: { bar: 100000, hPa: 100, Pa: 1, kPa: 1000, psi: 6894.757293168, atm: 101325, mmHg: 133.322387415 },
  cooking: { ml: 1, l: 1000, tsp: 4.92892159375, tbsp: 14.78676478125, cup: 236.5882365, "fl oz": 29.5735295625, pt: 473.176473, "stick of butter": 118.29411825 },
};

// A value in one unit of a group, in another; rounded so that 0.1 + 0.2 is 0.3.
homespun.convert = (group, value, from, to) => {
  const [source, target] = [group[from], group[to]];
  const result = Array.isArray(source) ? target[1](source[0](value)) : (value * source) / target;
  return Number.isFinite(result) ? Number(result.toPrecision(7)) : null;
};
