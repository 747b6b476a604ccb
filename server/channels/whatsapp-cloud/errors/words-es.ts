import type { ProblemCode } from './problem';
import type { ProblemWords } from './words';

/** The same in Spanish. */
export const PROBLEM_WORDS_ES: Readonly<Record<ProblemCode, ProblemWords>> = {
  'token-invalid': {
    message: 'Meta ya no acepta el token de acceso de este número.',
    action: 'Vuelva a conectar el número con un token nuevo. Los mensajes esperan hasta entonces.',
  },
  'permission-missing': {
    message: 'Al token de acceso le falta un permiso.',
    action: 'Conceda los permisos de WhatsApp al usuario del sistema en Meta Business y compruebe la cuenta.',
  },
  'account-restricted': {
    message: 'WhatsApp ha restringido esta cuenta.',
    action: 'Consulte el motivo en el Administrador de WhatsApp y apele allí. Los mensajes esperan hasta entonces.',
  },
  'payment-problem': {
    message: 'Meta no ha podido cobrar los mensajes.',
    action: 'Revise el método de pago en Meta Business. Los mensajes esperan hasta entonces.',
  },
  'not-registered': {
    message: 'Este número no está registrado en la API de la nube.',
    action: 'Registre el número en la página de la cuenta.',
  },
  'display-name-missing': {
    message: 'Este número aún necesita un nombre visible aprobado.',
    action: 'Indique el nombre visible en el Administrador de WhatsApp.',
  },
  'number-gone': {
    message: 'Meta no encuentra este número, o el token no puede usarlo.',
    action: 'Revise el identificador del número y el acceso del usuario del sistema.',
  },
  'marketing-not-set-up': {
    message: 'Las plantillas de marketing están desactivadas en este número.',
    action: 'Actívelas en el Administrador de WhatsApp.',
  },
  'call-limit': {
    message: 'Meta limita la frecuencia de las llamadas.',
    action: 'Nada: se reintenta solo.',
  },
  throughput: {
    message: 'Este número envía más mensajes por segundo de los que Meta permite.',
    action: 'Nada: se reintenta solo.',
  },
  'pair-rate': {
    message: 'Demasiados mensajes a esta persona en poco tiempo.',
    action: 'Nada: se reintenta solo.',
  },
  temporary: {
    message: 'WhatsApp tiene un problema temporal.',
    action: 'Nada: se reintenta solo. Si sigue fallando, envíelo de nuevo más tarde.',
  },
  'spam-limit': {
    message: 'WhatsApp ha limitado este número porque hay personas que lo han bloqueado o denunciado.',
    action: 'Envíe menos plantillas y revise la calidad en el Administrador de WhatsApp.',
  },
  'misclassification-limit': {
    message: 'WhatsApp ha limitado esta cuenta porque hay plantillas en una categoría equivocada.',
    action: 'Corrija la categoría de las plantillas en el Administrador de WhatsApp.',
  },
  'window-closed': {
    message: 'Han pasado más de 24 horas desde el último mensaje de esta persona.',
    action: 'Envíe una plantilla. Se conserva el texto que escribió.',
  },
  'country-restricted': {
    message: 'WhatsApp no permite a esta empresa escribir a personas de este país.',
    action: 'Contacte con la persona por otra vía.',
  },
  'marketing-cap': {
    message: 'WhatsApp retiene por ahora los mensajes de marketing a esta persona.',
    action: 'Espere al menos un día, o a que la persona escriba.',
  },
  'marketing-stopped': {
    message: 'Esta persona no quiere mensajes de marketing.',
    action: 'No le envíe más. Aún se puede responder a sus mensajes.',
  },
  'not-chosen-by-whatsapp': {
    message: 'WhatsApp no ha entregado este mensaje a esta persona.',
    action: 'Espere a que la persona escriba o contacte por otra vía.',
  },
  undeliverable: {
    message: 'WhatsApp no ha podido entregar el mensaje a esta persona.',
    action: 'Compruebe el número. Puede que la persona no use WhatsApp o tenga una versión antigua.',
  },
  'not-a-test-recipient': {
    message: 'Un número de prueba solo envía a los destinatarios indicados en Meta.',
    action: 'Añada el destinatario en la configuración de la API de la app o use un número propio.',
  },
  'own-number': {
    message: 'Un número no puede escribirse a sí mismo.',
    action: 'Elija otro destinatario.',
  },
  'unsupported-type': {
    message: 'WhatsApp no admite aquí este tipo de mensaje.',
    action: 'Envíelo como texto o como archivo.',
  },
  'media-not-readable': {
    message: 'El archivo que envió la persona no se puede descargar.',
    action: 'Pida a la persona que lo envíe de nuevo.',
  },
  'media-refused': {
    message: 'WhatsApp ha rechazado el archivo.',
    action: 'Revise su tipo y tamaño, o envíelo como documento.',
  },
  'object-missing': {
    message: 'Meta ya no tiene aquello a lo que se refiere el mensaje.',
    action: 'Adjunte de nuevo el archivo y envíe un mensaje nuevo.',
  },
  'bad-request': {
    message: 'WhatsApp no ha entendido el mensaje.',
    action: 'Envíelo de otra forma y avise a quien administra el sistema.',
  },
  'phone-needed': {
    message: 'Este mensaje solo puede enviarse a un número de teléfono, y el de esta persona no se conoce.',
    action: 'Pida su número a la persona.',
  },
  'identity-changed': {
    message: 'La identidad de WhatsApp de esta persona ha cambiado.',
    action: 'Asegúrese de que sigue siendo la misma persona antes de escribir.',
  },
  'flow-unavailable': {
    message: 'El formulario de este mensaje está bloqueado o limitado.',
    action: 'Revise el formulario en el Administrador de WhatsApp.',
  },
  'template-parameter-format': {
    message: 'Un valor de la plantilla no está permitido.',
    action: 'Quite saltos de línea, tabuladores y espacios largos, y revise el formato del valor.',
  },
  'template-parameters': {
    message: 'La plantilla espera otros valores.',
    action: 'Elija de nuevo la plantilla y complete todos los valores.',
  },
  'template-missing': {
    message: 'Esta plantilla no existe en este idioma o no está aprobada.',
    action: 'Elija otra plantilla u otro idioma.',
  },
  'template-too-long': {
    message: 'La plantilla es demasiado larga con estos valores.',
    action: 'Acorte los valores.',
  },
  'template-policy': {
    message: 'La plantilla incumple una política de WhatsApp.',
    action: 'Cambie la plantilla o elija otra.',
  },
  'template-paused': {
    message: 'WhatsApp ha pausado o desactivado esta plantilla.',
    action: 'Elija otra plantilla y consulte el motivo en el Administrador de WhatsApp.',
  },
  'template-refused': {
    message: 'Meta no ha aceptado la plantilla.',
    action: 'Corrija los campos indicados y envíela de nuevo.',
  },
  'pin-wrong': {
    message: 'El PIN de este número no es correcto.',
    action: 'Introduzca el PIN de la verificación en dos pasos o cree uno nuevo en el Administrador de WhatsApp.',
  },
  'verification-needed': {
    message: 'Hay que verificar de nuevo este número.',
    action: 'Solicite un código por SMS o por voz.',
  },
  'registration-locked': {
    message: 'El número se ha registrado o su PIN se ha introducido demasiadas veces.',
    action: 'Espere: Meta permite otro intento en un máximo de 72 horas.',
  },
  'answer-lost': {
    message: 'Se perdió la respuesta de WhatsApp, así que el mensaje puede haberse enviado.',
    action: 'Espere a que aparezcan las marcas o pregunte a la persona antes de enviarlo de nuevo.',
  },
  unknown: {
    message: 'WhatsApp ha rechazado el mensaje.',
    action: 'Consulte los detalles. Si no ayudan, avise a quien administra el sistema.',
  },
};
