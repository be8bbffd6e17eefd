/** A sheet with a headline, a picture and lines of text. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32">' +
  '<rect x="3" y="2" width="26" height="28" rx="3" fill="#1f3a5f"/>' +
  '<g fill="#fff"><rect x="7" y="7" width="18" height="4"/><rect x="7" y="14" width="8" height="11" fill="#e0523f"/>' +
  '<rect x="18" y="14" width="7" height="2"/><rect x="18" y="18.5" width="7" height="2"/><rect x="18" y="23" width="7" height="2"/></g></svg>';
