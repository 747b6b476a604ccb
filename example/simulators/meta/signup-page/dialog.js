const WAYS = {
  'new-number': 'Accept the terms, make an account, add and verify a number',
  'own-pin': 'Choose a number that has a PIN already',
  'only-account': 'Make an account and leave before adding a number',
  'several-numbers': 'Share an account with several numbers',
  'phone-app': 'Connect the number of the WhatsApp Business app',
};
const ways = document.getElementById('ways');

function offer(name, label, act) {
  const button = document.createElement('button');
  button.type = 'button';
  button.dataset.way = name;
  button.textContent = label;
  button.addEventListener('click', act);
  const item = document.createElement('li');
  item.append(button);
  ways.append(item);
}

/** Meta's window posts text, not an object. */
const report = (message) =>
  window.opener?.postMessage(JSON.stringify({ type: 'WA_EMBEDDED_SIGNUP', version: 3, ...message }), '*');

for (const [business, label] of Object.entries(WAYS)) {
  offer(business, label, async () => {
    const response = await fetch('/_control/signup', { method: 'POST', body: JSON.stringify({ business }) });
    const { code, event, data } = await response.json();
    report({ event, data });
    window.opener?.postMessage({ type: 'stand-in-code', code }, '*');
    window.close();
  });
}
offer('cancel', 'Cancel on the screen of the number', () => {
  report({ event: 'CANCEL', data: { current_step: 'PHONE_NUMBER_SETUP' } });
  window.close();
});
offer('error', 'End with an error', () => {
  report({
    event: 'CANCEL',
    data: {
      error_message: 'Your verified name violates WhatsApp guidelines.',
      error_id: '524126',
      session_id: 'f34b51',
    },
  });
  window.close();
});
