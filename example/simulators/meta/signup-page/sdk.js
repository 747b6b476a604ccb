// A stand-in of Meta's script for browsers: as much of it as Embedded Signup uses.
(() => {
  const here = new URL(document.currentScript.src).origin;
  const LAST_WORDS_MS = 2_000;
  let settings = null;
  window.FB = {
    init(options) {
      settings = options;
    },
    login(answer, options) {
      if (!settings?.appId || !settings.version) throw new Error('FB.login() called before FB.init().');
      const query = new URLSearchParams({ app_id: settings.appId, config_id: options.config_id ?? '' });
      const popup = window.open(`${here}/dialog/signup?${query}`, 'fb-login', 'popup,width=640,height=720');
      let code = null;
      const listen = (event) => {
        if (event.origin === here && event.data?.type === 'stand-in-code') code = event.data.code;
      };
      window.addEventListener('message', listen);
      let closedAt = null;
      const watch = setInterval(() => {
        if (popup && !popup.closed) return;
        closedAt ??= Date.now();
        // That the window is gone can be seen before what it said last has been delivered.
        if (code === null && Date.now() - closedAt < LAST_WORDS_MS) return;
        clearInterval(watch);
        window.removeEventListener('message', listen);
        answer(
          code
            ? { status: 'connected', authResponse: { code, userID: null, expiresIn: null } }
            : { status: 'unknown', authResponse: null }
        );
      }, 100);
    },
  };
  window.fbAsyncInit?.();
})();
