import { createPdf } from './pdf.mjs';
import { brakeDisc, logo } from './pictures.mjs';

const base64 = (content) => content.toString('base64');
const pdf = (name, title, lines) => ({ name, type: 'application/pdf', content: base64(createPdf(title, lines)) });

/**
 * What lay in the mailbox before it was connected. `key` makes the Message-ID, `hoursAgo` the date; `follows` is the
 * key of an earlier mail of the same customer that this one continues.
 */
export const EARLIER_MAILS = [
  {
    key: 'p-2041',
    customer: 'c-101',
    hoursAgo: 122,
    subject: 'Presupuesto P-2041: ¿sigue en pie el precio?',
    text: 'Buenos días:\n\nHemos revisado el presupuesto P-2041 del kit de embrague. El cliente nos ha dado el visto bueno esta mañana. ¿Sigue en pie el precio y tienen existencias para esta semana?\n\nUn saludo,\nAntonio Martínez\nTalleres Martínez e Hijos',
  },
  {
    key: 'pastillas-daily',
    customer: 'c-103',
    hoursAgo: 98,
    subject: 'Discos y pastillas para Iveco Daily 35S13',
    text: 'Hola:\n\nNecesitamos discos y pastillas delanteras para tres Iveco Daily 35S13 de 2014. Adjunto una foto de cómo están los que llevan ahora.\n\n¿Qué plazo de entrega tienen en Sueca?\n\nGracias,\nVicente Sanchis\nTransportes Albufera, S.A.',
    attachments: () => [{ name: 'disco-delantero.png', type: 'image/png', content: base64(brakeDisc()) }],
  },
  {
    key: 'alternador-man',
    customer: 'c-106',
    hoursAgo: 74,
    subject: 'Pedido urgente: alternador MAN Lion’s Coach',
    text: 'Buenas tardes:\n\nPedido urgente:\n- 1 alternador 28 V 120 A, ref. 51.26101-7271\n- 2 correas, ref. 51.96820-0385\n\nEl autocar sale el viernes a las 6:00. Por favor, confirmen hoy mismo.\n\nJosep Lluís Roca\nAutocares Peñíscola',
    html: '<div style="font-family:Arial,sans-serif"><p><img src="cid:logo-peniscola" alt="Autocares Peñíscola" width="120" height="40"></p><p>Buenas tardes:</p><p><strong style="color:#a3241b">Pedido urgente</strong></p><table border="1" cellpadding="6" style="border-collapse:collapse"><tr><th>Cantidad</th><th>Referencia</th><th>Descripción</th></tr><tr><td>1</td><td>51.26101-7271</td><td>Alternador 28 V 120 A</td></tr><tr><td>2</td><td>51.96820-0385</td><td>Correa</td></tr></table><p>El autocar sale el viernes a las 6:00. Por favor, confirmen <u>hoy mismo</u>.</p><p>Josep Lluís Roca<br>Autocares Peñíscola</p><img src="http://estadisticas.autocarespeniscola.example/abierto.gif" width="1" height="1" alt=""></div>',
    attachments: () => [{ name: 'logo.png', type: 'image/png', contentId: 'logo-peniscola', content: base64(logo()) }],
  },
  {
    key: 'factura-octubre',
    customer: 'c-109',
    hoursAgo: 51,
    subject: 'Factura de octubre duplicada',
    text: 'Buenos días:\n\nEn la remesa de octubre nos han cobrado dos veces la factura F-3318. Adjunto el extracto. ¿Pueden revisarlo y abonarnos la segunda?\n\nSergio Peris\nNeumáticos Turia, S.L.',
    attachments: () => [
      pdf('extracto-octubre.pdf', 'Extracto de octubre', [
        '05/10  Recambios Levante, S.L.  F-3318      -412,60 EUR',
        '06/10  Recambios Levante, S.L.  F-3318      -412,60 EUR',
        '19/10  Recambios Levante, S.L.  F-3402      -158,15 EUR',
      ]),
    ],
  },
  {
    key: 'devolucion-carburador',
    customer: 'c-113',
    hoursAgo: 44,
    subject: 'Devolución de un carburador equivocado',
    text: 'Hola, buenas:\n\nEl carburador que nos llegó ayer es para la XT 600 y habíamos pedido el de la XT 660. ¿Cómo hacemos la devolución? La caja está sin abrir.\n\nIsabel Such\nMotos La Marina',
  },
  {
    key: 'brake-discs',
    customer: 'c-122',
    hoursAgo: 27,
    subject: 'Brake discs for our Fiat 500 fleet',
    text: 'Good morning,\n\nCould you please send us a quote for 40 front brake discs and 40 sets of pads for Fiat 500 (2019, 1.2 69 hp)? Delivery to our workshop in Benidorm.\n\nKind regards,\nHannah Whitfield\nCosta Blanca Car Hire',
  },
  {
    key: 'retrovisor-clio',
    customer: 'x-901',
    hoursAgo: 22,
    subject: '¿Tienen retrovisor para un Renault Clio de 2009?',
    text: 'Hola:\n\nUn vecino me ha recomendado su tienda. Busco el retrovisor derecho, eléctrico y en color gris, para un Renault Clio de 2009. ¿Lo tienen? ¿Lo envían a Cuenca?\n\nMuchas gracias,\nRocío Valverde',
  },
  {
    key: 'correa-golf',
    customer: 'c-105',
    hoursAgo: 9,
    subject: 'Kit de distribución Golf VI 2.0 TDI',
    text: 'Bon dia:\n\n¿Nos pueden preparar un kit de distribución con bomba para un Golf VI 2.0 TDI (CBAB)?\n\nNúria Bosch\nGaraje Mediterráneo',
  },
  {
    key: 'correa-golf-2',
    customer: 'c-105',
    hoursAgo: 8,
    follows: 'correa-golf',
    text: 'Se me olvidaba: incluyan también el termostato, por favor. Lo recogemos mañana a primera hora.\n\nNúria',
  },
];

/** What arrives while one looks on. */
export const LIVE_MAILS = [
  {
    key: 'amortiguadores-scania',
    customer: 'c-115',
    subject: 'Solicitud de presupuesto: 12 amortiguadores Scania R450',
    text: 'Buenos días:\n\nNecesitamos presupuesto para 12 amortiguadores de cabina de Scania R450 (2018). En el PDF van las matrículas y los números de bastidor.\n\nAlejandro Pons\nLogística Cheste, S.A.',
    attachments: () => [
      pdf('bastidores-scania.pdf', 'Logística Cheste, S.A. - Scania R450', [
        '1234 KLM   YS2R4X20005512345',
        '1235 KLM   YS2R4X20005512346',
        '1236 KLM   YS2R4X20005512347',
      ]),
    ],
  },
  {
    key: 'plazo-turbo',
    customer: 'c-117',
    subject: 'Plazo de entrega del turbo reconstruido',
    text: 'Hola:\n\n¿Cuándo llega el turbo Garrett que pedimos la semana pasada? Tenemos el coche en el elevador.\n\nTomás Iranzo\nAuto Desguace Requena',
  },
];

/** The thread that is answered: what the agent writes, and what the customer says to it. */
export const ANSWERED = {
  key: 'p-2041',
  customer: 'c-101',
  agent: 'carmen.ruiz@recambios-levante.example',
  text: 'Buenos días, Antonio:\n\nSí, el precio del presupuesto P-2041 se mantiene hasta final de mes y tenemos dos kits en el almacén. Si nos confirma hoy, se lo entregamos mañana por la mañana.\n\nUn saludo,\nCarmen Ruiz',
  reply: {
    key: 'p-2041-pedido',
    text: 'Perfecto, Carmen. Confirmado: adjunto el pedido firmado.\n\nAntonio',
    attachments: () => [
      pdf('pedido-P-2041.pdf', 'Pedido según presupuesto P-2041', [
        '1 kit de embrague Sachs',
        'Entrega: mañana por la mañana',
        'Talleres Martínez e Hijos, S.L.',
      ]),
    ],
  },
};

export const ARRANGEMENTS = [
  { key: 'p-2041', assignee: 'Carmen Ruiz' },
  { key: 'factura-octubre', assignee: 'Javier Molina', status: 'pending' },
  { key: 'devolucion-carburador', assignee: 'Lucía Ferrer', status: 'closed' },
  { key: 'brake-discs', assignee: 'Oliver Smith' },
];
