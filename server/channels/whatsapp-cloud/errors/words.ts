import type { ProblemCode } from './problem';

export interface ProblemWords {
  message: string;
  action: string;
}

/** What happened and what to do, for the person who reads it on a failed message. */
export const PROBLEM_WORDS: Readonly<Record<ProblemCode, ProblemWords>> = {
  'token-invalid': {
    message: 'Meta no longer accepts the access token of this number.',
    action: 'Connect the number again with a new token. Messages wait until then.',
  },
  'permission-missing': {
    message: 'The access token lacks a permission.',
    action: 'Give the system user the WhatsApp permissions in Meta Business and check the account.',
  },
  'account-restricted': {
    message: 'WhatsApp has restricted this account.',
    action: 'See the reason in WhatsApp Manager and appeal there. Messages wait until then.',
  },
  'payment-problem': {
    message: 'Meta could not charge for messages.',
    action: 'Check the payment method in Meta Business. Messages wait until then.',
  },
  'not-registered': {
    message: 'This number is not registered for the Cloud API.',
    action: 'Register the number on the account page.',
  },
  'display-name-missing': {
    message: 'This number still needs an approved display name.',
    action: 'Set the display name in WhatsApp Manager.',
  },
  'number-gone': {
    message: 'Meta does not find this number, or the token may not use it.',
    action: 'Check the phone number ID and the access of the system user.',
  },
  'marketing-not-set-up': {
    message: 'Marketing templates are turned off for this number.',
    action: 'Turn them on in WhatsApp Manager.',
  },
  'call-limit': {
    message: 'Meta limits how often it may be called.',
    action: 'Nothing: it is tried again by itself.',
  },
  throughput: {
    message: 'This number sends more messages a second than Meta allows.',
    action: 'Nothing: it is tried again by itself.',
  },
  'pair-rate': {
    message: 'Too many messages to this person in a short time.',
    action: 'Nothing: it is tried again by itself.',
  },
  temporary: {
    message: 'WhatsApp has a temporary problem.',
    action: 'Nothing: it is tried again by itself. If it stays failed, send it again later.',
  },
  'spam-limit': {
    message: 'WhatsApp has slowed this number down because people blocked or reported it.',
    action: 'Send fewer templates and look at the quality in WhatsApp Manager.',
  },
  'misclassification-limit': {
    message: 'WhatsApp has limited this account because templates are in the wrong category.',
    action: 'Correct the category of the templates in WhatsApp Manager.',
  },
  'window-closed': {
    message: 'More than 24 hours have passed since this person last wrote.',
    action: 'Send a template. The text that you wrote is kept.',
  },
  'country-restricted': {
    message: 'WhatsApp does not let this business write to people in this country.',
    action: 'Contact the person in another way.',
  },
  'marketing-cap': {
    message: 'WhatsApp holds back marketing messages to this person for now.',
    action: 'Wait for at least a day, or for the person to write.',
  },
  'marketing-stopped': {
    message: 'This person does not want marketing messages.',
    action: 'Do not send any more of them. Answers are still possible.',
  },
  'not-chosen-by-whatsapp': {
    message: 'WhatsApp did not deliver this message to this person.',
    action: 'Wait for the person to write, or contact them in another way.',
  },
  undeliverable: {
    message: 'WhatsApp could not deliver the message to this person.',
    action: 'Check the number. The person may not use WhatsApp, or may have an old version of it.',
  },
  'not-a-test-recipient': {
    message: 'A test number sends only to the recipients that Meta was told.',
    action: "Add the recipient in the app's API setup, or use a number of your own.",
  },
  'own-number': {
    message: 'A number cannot write to itself.',
    action: 'Choose another recipient.',
  },
  'unsupported-type': {
    message: 'WhatsApp does not support this kind of message here.',
    action: 'Send it as text or as a file.',
  },
  'media-not-readable': {
    message: 'The file that the person sent cannot be downloaded.',
    action: 'Ask the person to send it again.',
  },
  'media-refused': {
    message: 'WhatsApp refused the file.',
    action: 'Check its type and size, or send it as a document.',
  },
  'object-missing': {
    message: 'Meta no longer has what the message refers to.',
    action: 'Attach the file again and send a new message.',
  },
  'bad-request': {
    message: 'WhatsApp did not understand the message.',
    action: 'Send it in another form, and report this to whoever runs the system.',
  },
  'phone-needed': {
    message: "This message can only go to a phone number, and this person's is not known.",
    action: 'Ask the person for their number.',
  },
  'identity-changed': {
    message: "This person's WhatsApp identity has changed.",
    action: 'Make sure that it is still the same person before you write.',
  },
  'flow-unavailable': {
    message: 'The form of this message is blocked or limited.',
    action: 'Check the form in WhatsApp Manager.',
  },
  'template-parameter-format': {
    message: 'A value of the template is not allowed.',
    action: 'Take out line breaks, tabs and long gaps, and check the format of the value.',
  },
  'template-parameters': {
    message: 'The template expects other values.',
    action: 'Choose the template again and fill in all values.',
  },
  'template-missing': {
    message: 'This template does not exist in this language, or is not approved.',
    action: 'Choose another template or language.',
  },
  'template-too-long': {
    message: 'The template is too long with these values.',
    action: 'Shorten the values.',
  },
  'template-policy': {
    message: 'The template breaks a WhatsApp policy.',
    action: 'Change the template or choose another.',
  },
  'template-paused': {
    message: 'WhatsApp has paused or disabled this template.',
    action: 'Choose another template, and see the reason in WhatsApp Manager.',
  },
  'template-refused': {
    message: 'Meta did not accept the template.',
    action: 'Correct the fields that are named and submit it again.',
  },
  'pin-wrong': {
    message: 'The PIN of this number is wrong.',
    action: 'Enter the PIN of its two-step verification, or set a new one in WhatsApp Manager.',
  },
  'verification-needed': {
    message: 'This number has to be verified again.',
    action: 'Ask for a code by SMS or voice.',
  },
  'registration-locked': {
    message: 'The number was registered or its PIN entered too often.',
    action: 'Wait: Meta allows the next try after up to 72 hours.',
  },
  'answer-lost': {
    message: "WhatsApp's answer was lost, so the message may have been sent.",
    action: 'Wait for its ticks, or ask the person before you send it again.',
  },
  unknown: {
    message: 'WhatsApp refused the message.',
    action: 'See the details. If they do not help, report this to whoever runs the system.',
  },
};
