/** The key pair of the secured yards that are measured, which keeps nothing secret. */
export const BENCH_KEYS = {
  publicKey: 'xDBDY4KpcbzJkE-CyG-5wfwu7-1ZV8CZWM6BBzDCPFQ',
  secretKey: '2BZ1U4m1iBozTBVtBtKLBCDCjJewP4oEVpetdRwnhlk',
};
