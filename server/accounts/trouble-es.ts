import type { TroubleCode } from './trouble';

/** The Spanish of `TROUBLE`, for mails; the same as on the pages, which a test checks. */
export const TROUBLE_ES: Record<TroubleCode, { message: string; action: string }> = {
  'address-not-allowed': {
    message: 'Esta dirección no se puede usar como servidor de correo.',
    action:
      'Compruebe el nombre del servidor. Un servidor en una red privada debe figurar en la configuración del plugin (network.allow).',
  },
  'port-not-allowed': {
    message: 'Este puerto no es un puerto de correo.',
    action: 'Use 993 o 143 para IMAP y 465, 587, 2525 o 25 para SMTP.',
  },
  'insecure-not-allowed': {
    message: 'No se permite una conexión sin cifrar con este servidor.',
    action: 'Elija TLS o STARTTLS.',
  },
  'host-not-found': {
    message: 'No se ha encontrado el nombre del servidor.',
    action: 'Compruebe que el nombre del servidor esté bien escrito.',
  },
  'connection-refused': {
    message: 'El servidor no responde en este puerto.',
    action: 'Compruebe el puerto o pregunte a su proveedor de correo si el servicio está en marcha.',
  },
  'connection-timeout': {
    message: 'El servidor no ha respondido a tiempo.',
    action: 'Compruebe el nombre del servidor y el puerto, o vuelva a intentarlo más tarde.',
  },
  'connection-lost': {
    message: 'El servidor ha cerrado la conexión.',
    action: 'Nada: se vuelve a intentar automáticamente.',
  },
  'not-a-mail-server': {
    message: 'Lo que responde en este puerto no habla el protocolo de correo esperado.',
    action: 'Compruebe el puerto y la seguridad: 993 y 465 usan TLS; 143 y 587, STARTTLS.',
  },
  'tls-certificate-expired': {
    message: 'El certificado del servidor ha caducado.',
    action: 'Pida a su proveedor de correo que renueve el certificado. No se ha enviado nada al servidor.',
  },
  'tls-certificate-untrusted': {
    message: 'El certificado del servidor no está firmado por una autoridad de confianza aquí.',
    action:
      'Compruebe el nombre del servidor o haga que el anfitrión confíe en su propia autoridad (NODE_EXTRA_CA_CERTS).',
  },
  'tls-host-mismatch': {
    message: 'El certificado del servidor es para otro nombre.',
    action: 'Use el nombre de servidor que indica su proveedor de correo.',
  },
  'tls-not-offered': {
    message: 'El servidor no ofrece STARTTLS en este puerto.',
    action: 'Elija TLS con el puerto 993 (IMAP) o 465 (SMTP). Nunca se envía nada sin cifrar en su lugar.',
  },
  'tls-failed': {
    message: 'No se ha podido establecer una conexión cifrada.',
    action: 'Compruebe el puerto y la seguridad.',
  },
  'login-refused': {
    message: 'El servidor ha rechazado el nombre de usuario o la contraseña.',
    action:
      'Introduzca de nuevo la contraseña. Muchos proveedores piden una contraseña de aplicación en lugar de la habitual.',
  },
  'credentials-missing': {
    message: 'No hay ninguna contraseña guardada para esta cuenta.',
    action: 'Introduzca de nuevo la contraseña.',
  },
  'credentials-unreadable': {
    message: 'La contraseña guardada no se puede abrir con las claves que tiene este anfitrión.',
    action: 'Restaure la clave en la configuración del plugin (encryption.keys) o introduzca de nuevo la contraseña.',
  },
  'encryption-key-missing': {
    message: 'Este anfitrión no tiene clave de cifrado, por lo que no se puede guardar ninguna contraseña.',
    action: 'Añada encryption.keys a la configuración del plugin; cree una clave con: openssl rand -base64 32',
  },
  'folder-missing': {
    message: 'No se ha encontrado la bandeja de entrada en el servidor.',
    action: 'Compruebe que el nombre de usuario corresponda a un buzón.',
  },
  'sent-folder-missing': {
    message: 'El servidor no indica ninguna carpeta para el correo enviado.',
    action: 'Al enviar la primera respuesta se crea una carpeta llamada Sent.',
  },
  'mailbox-read-only': {
    message:
      'El buzón es de solo lectura: se puede leer el correo, pero no guardar una copia de las respuestas en Enviados.',
    action: 'Pida a su proveedor de correo acceso de escritura para conservar copias de las respuestas.',
  },
  'sender-refused': {
    message: 'El servidor no permite a este usuario enviar desde esta dirección.',
    action: 'Use la dirección del buzón o pida a su proveedor de correo que lo permita.',
  },
  throttled: { message: 'El servidor nos pide que vayamos más despacio.', action: 'Nada: continúa automáticamente.' },
  'server-unavailable': {
    message: 'El servidor indica que no está disponible temporalmente.',
    action: 'Nada: se vuelve a intentar automáticamente.',
  },
  'storage-full': {
    message: 'No queda espacio en este anfitrión para el correo entrante.',
    action: 'Libere espacio en disco. No se pierde nada: el correo permanece en el servidor hasta que haya sitio.',
  },
  'whatsapp-token-refused': {
    message: 'Meta ya no acepta el token de acceso.',
    action:
      'Cree un nuevo token de usuario del sistema en la configuración de Meta Business e introdúzcalo en «Volver a conectar».',
  },
  'whatsapp-test-token': {
    message: 'Este es un token de prueba: Meta lo anula a las 24 horas.',
    action: 'Cree en la configuración de Meta Business un token de usuario del sistema que no caduque.',
  },
  'whatsapp-permission-missing': {
    message: 'Al token de acceso le falta un permiso, o Meta no tiene la aplicación preparada para esto.',
    action:
      'Asigne al usuario del sistema la aplicación y la cuenta de WhatsApp, con whatsapp_business_messaging y whatsapp_business_management.',
  },
  'whatsapp-number-unknown': {
    message: 'Con este token no se encuentra el número, o pertenece a otra cuenta de WhatsApp Business.',
    action:
      'Copie de nuevo el id. del número y el de la cuenta de WhatsApp Business, en WhatsApp > Configuración de la API de Meta.',
  },
  'whatsapp-not-registered': {
    message: 'El número no está registrado en la Cloud API.',
    action: 'Regístrelo con su PIN de seis cifras en esta página.',
  },
  'whatsapp-restricted': {
    message: 'Meta ha restringido esta cuenta.',
    action:
      'Consulte el motivo en el Administrador de WhatsApp y apele allí. Lo que escriban los clientes sigue llegando.',
  },
  'whatsapp-limited': {
    message: 'Meta limita lo que esta cuenta puede enviar.',
    action:
      'Consulte lo que dice Meta en «Número». Las respuestas a los clientes salen mientras no se alcance el límite.',
  },
  'whatsapp-billing-blocked': {
    message: 'Meta no puede cobrar los mensajes de esta cuenta.',
    action:
      'Añada o renueve un método de pago en el Administrador de WhatsApp. Lo que escriban los clientes sigue llegando.',
  },
  'whatsapp-not-subscribed': {
    message: 'Meta no envía a la aplicación los mensajes de este número.',
    action: 'Suscriba la aplicación en esta página.',
  },
  'whatsapp-foreign-callback': {
    message: 'Los mensajes de este número van a otra dirección.',
    action: 'Quite la otra dirección en Meta, o pregunte a quien la use. Desde aquí nunca se sobrescribe.',
  },
  'whatsapp-webhook-missing': {
    message: 'Meta todavía no ha llamado a la dirección de este anfitrión.',
    action:
      'Pegue la dirección y el token de verificación en la configuración de webhooks de la aplicación, y elija el campo «messages».',
  },
  'whatsapp-no-event': {
    message: 'Todavía no ha llegado ningún evento de este número.',
    action: 'Escriba un mensaje al número desde un teléfono y vuelva a comprobar.',
  },
  'whatsapp-app-refused': {
    message:
      'Meta no acepta el identificador de la aplicación con esta clave secreta, o el token es de otra aplicación.',
    action:
      'Copie ambos de nuevo de Configuración de la app > Básica en Meta y cree el token para esa misma aplicación.',
  },
  'whatsapp-token-expiring': {
    message: 'El token de acceso caduca pronto.',
    action: 'Cree un token de usuario del sistema que no caduque e introdúzcalo en «Volver a conectar».',
  },
  'whatsapp-unreachable': {
    message: 'Meta no responde.',
    action: 'Nada: se vuelve a intentar automáticamente.',
  },
  'internal-error': {
    message: 'Algo inesperado ha fallado en este anfitrión.',
    action: 'Se vuelve a intentar automáticamente; el registro del servidor da más detalles.',
  },
};
