// A stand-in of Meta's script for browsers: as much of it as Embedded Signup uses.
(() => {
  const here = new URL(document.currentScript.src).origin;
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
      const watch = setInterval(() => {
        if (popup && !popup.closed) return;
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
