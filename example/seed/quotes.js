'use strict';

const { createRandom } = require('./random');

const FIRST_NUMBER = 2041;
const COUNT = 40;
const FIRST_DAY = Date.UTC(2026, 7, 3);
const DAY = 24 * 60 * 60 * 1000;

const PARTS = [
  'Kit de embrague Sachs',
  'Juego de pastillas y discos Brembo',
  'Turbocompresor Garrett reconstruido',
  'Alternador Bosch 14 V 150 A',
  'Kit de distribución con bomba de agua INA',
  'Amortiguadores traseros Monroe (par)',
  'Radiador de agua Valeo',
  'Inyector Delphi Common Rail',
  'Motor de arranque Valeo',
  'Neumáticos 315/80 R22.5 (6 ud.)',
  'Batería Varta Silver 100 Ah',
  'Filtros y aceite para mantenimiento anual',
  'Compresor de aire acondicionado Denso',
  'Caja de dirección hidráulica reconstruida',
  'Juego de faros LED homologados',
];
const STATES = ['borrador', 'enviado', 'enviado', 'enviado', 'aceptado', 'aceptado', 'rechazado', 'caducado'];

/** Forty quotes, P-2041 onwards, spread over the customers given by code. Always the same ones. */
function quotesFor(customerCodes) {
  const random = createRandom(2041);
  const pick = (list) => list[Math.floor(random() * list.length)];
  return Array.from({ length: COUNT }, (_, index) => ({
    number: `P-${FIRST_NUMBER + index}`,
    // The first quote belongs to the customer whose mails speak of it.
    customerCode: index === 0 ? customerCodes[0] : pick(customerCodes),
    description: pick(PARTS),
    total: Math.round((60 + random() * random() * 5200) * 100) / 100,
    state: index === 0 ? 'enviado' : pick(STATES),
    issuedAt: new Date(FIRST_DAY + Math.floor(index * 2.6) * DAY).toISOString().slice(0, 10),
  }));
}

module.exports = { quotesFor };
