const TEXTS = {
  es: {
    title: 'El teléfono de un cliente',
    language: 'Idioma',
    people: 'Quién es usted',
    name: 'Nombre',
    phone: 'Número',
    'phone.hint': 'Sin número, la empresa solo conoce un identificador de WhatsApp.',
    'person.add': 'Añadir persona',
    write: 'Escribir un mensaje',
    attach: 'Archivo',
    send: 'Enviar',
    leave: 'No responder a este',
    reply: 'Responder',
    edit: 'Cambiar',
    revoke: 'Eliminar',
    gone: 'Mensaje eliminado',
    file: 'Archivo',
    edited: 'cambiado',
    answering: 'En respuesta a:',
    'edit.ask': 'Nuevo texto',
    problem: 'No se ha podido enviar.',
    location: 'Ubicación',
    template: 'Plantilla',
    contact: 'Contacto',
    mail: 'Correo del cliente',
    'react.none': 'Sin reacción',
    'status.accepted': 'En camino',
    'status.sent': 'Enviado',
    'status.delivered': 'Entregado',
    'status.read': 'Leído',
    'status.failed': 'No entregado',
  },
  en: {
    title: "A customer's phone",
    language: 'Language',
    people: 'Who you are',
    name: 'Name',
    phone: 'Number',
    'phone.hint': 'Without a number the company knows only a WhatsApp id.',
    'person.add': 'Add a person',
    write: 'Write a message',
    attach: 'File',
    send: 'Send',
    leave: 'Answer none',
    reply: 'Answer',
    edit: 'Change',
    revoke: 'Take back',
    gone: 'Message taken back',
    file: 'File',
    edited: 'changed',
    answering: 'Answering:',
    'edit.ask': 'New text',
    problem: 'It could not be sent.',
    location: 'Location',
    template: 'Template',
    contact: 'Contact',
    mail: "The customer's mail",
    'react.none': 'No reaction',
    'status.accepted': 'On its way',
    'status.sent': 'Sent',
    'status.delivered': 'Delivered',
    'status.read': 'Read',
    'status.failed': 'Not delivered',
  },
};
const kept = localStorage.getItem('language');
let language = kept in TEXTS ? kept : navigator.language.startsWith('en') ? 'en' : 'es';
export const t = (key) => TEXTS[language][key] ?? key;
export const currentLanguage = () => language;

export function speak(next) {
  language = next;
  localStorage.setItem('language', next);
  document.title = t('title');
  document.documentElement.lang = next;
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = t(element.dataset.text);
}
