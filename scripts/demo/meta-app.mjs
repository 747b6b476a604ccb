/** The app and the number of the simulated Cloud API. They open nothing but that: it listens on loopback alone. */
export const META_APP = {
  appId: '248163264128256',
  appSecret: 'demoappsecret0000000000000000000',
  accessToken: 'EAADemoSystemUserTokenOfTheExampleErp',
  wabaId: '300200100400500',
  phoneNumberId: '200100300400500',
};
