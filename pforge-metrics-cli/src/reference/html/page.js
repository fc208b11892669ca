// Leaves those metrics that have all words of the search; `?q=` in the address begins with one. Without scripts the page is
// all there.
const search = document.getElementById("search");
const found = document.getElementById("found");
const articles = [...document.querySelectorAll("article")];
function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const article of articles) {
    const fits = words.every((word) => article.dataset.text.includes(word));
    article.hidden = !fits;
    shown += fits;
    const link = document.querySelector(`li[data-of="${article.id}"]`);
    link.hidden = !fits;
  }
  for (const section of document.querySelectorAll("main section")) {
    section.hidden = !section.querySelector("article:not([hidden])");
  }
  for (const list of document.querySelectorAll("nav ul")) {
    list.previousElementSibling.hidden = !list.querySelector("li:not([hidden])");
  }
  found.textContent = words.length ? `${shown} of ${articles.length}` : "";
}
search.addEventListener("input", filter);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== search) {
    event.preventDefault();
    search.focus();
  }
});
search.value = new URLSearchParams(location.search).get("q") ?? "";
filter();
