/** An answer of the Graph API that is no success. Meta: support/error-codes. */
export class GraphFault extends Error {
  constructor(code, { status = 400, title, details, userMessage, subcode, headers = {} } = {}) {
    super(title ?? TITLES[code] ?? 'Unknown error');
    this.code = code;
    this.status = status;
    this.subcode = subcode;
    this.details = details ?? '';
    this.userMessage = userMessage ?? null;
    this.headers = headers;
  }

  body(traceId) {
    return {
      error: {
        message: `(#${this.code}) ${this.message}`,
        type: this.code === 190 ? 'OAuthException' : 'GraphMethodException',
        code: this.code,
        ...(this.subcode ? { error_subcode: this.subcode } : {}),
        ...(this.details ? { error_data: { messaging_product: 'whatsapp', details: this.details } } : {}),
        ...(this.userMessage ? { error_user_title: this.message, error_user_msg: this.userMessage } : {}),
        fbtrace_id: traceId,
      },
    };
  }
}

const TITLES = {
  0: 'AuthException',
  4: 'Too many calls',
  10: 'Permission Denied',
  100: 'Invalid parameter',
  190: 'Invalid OAuth access token',
  368: 'Temporarily blocked for policies violations',
  80007: 'Rate limit hit',
  130429: 'Rate limit hit',
  131000: 'Something went wrong',
  131005: 'Access denied',
  131008: 'Required parameter is missing',
  131009: 'Parameter value is not valid',
  131016: 'Service unavailable',
  131021: 'Recipient cannot be sender',
  131026: 'Message undeliverable',
  131030: 'Recipient phone number not in allowed list',
  131031: 'Account has been locked',
  131042: 'Business eligibility payment issue',
  131045: 'Incorrect certificate',
  131047: 'Re-engagement message',
  131051: 'Unsupported message type',
  131053: 'Media upload error',
  131056: '(Business Account, Consumer Account) pair rate limit hit',
  131057: 'Account in maintenance mode',
  132000: 'Number of parameters does not match the expected number of params',
  132001: 'Template name does not exist in the translation',
  132005: 'Translated text too long',
  132012: 'Parameter format does not match format in the created template',
  132015: 'Template is paused',
  132016: 'Template is disabled',
  132018: 'There is an issue with the parameters in your template',
  133005: 'Two step verification PIN mismatch',
  133010: 'Phone number not registered',
  133016: 'Account register deregister rate limit exceeded',
  136024: 'Request code error',
};
