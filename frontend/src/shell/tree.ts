// The tree of units: one tab stop, arrow keys inside, branches that fold, and a search by name, pinyin initials or code.
// The items are a flat list of links in tree order; depth stands in aria-level.

interface Item {
  link: HTMLAnchorElement;
  depth: number;
  text: string;
  parent: Item | null;
  children: Item[];
}

function itemsOf(tree: HTMLElement): Item[] {
  const path: Item[] = [];
  return [...tree.querySelectorAll<HTMLAnchorElement>("[role=treeitem]")].map((link) => {
    const depth = Number(link.getAttribute("aria-level"));
    while (path.length > 0 && (path[path.length - 1]?.depth ?? 0) >= depth) {
      path.pop();
    }
    const parent = path[path.length - 1] ?? null;
    const item: Item = { link, depth, text: (link.dataset["search"] ?? "").toLowerCase(), parent, children: [] };
    parent?.children.push(item);
    path.push(item);
    return item;
  });
}

function isOpen(item: Item): boolean {
  return item.link.getAttribute("aria-expanded") === "true";
}

function isShown(item: Item): boolean {
  return !item.link.hidden;
}

export function installTree(tree: HTMLElement): void {
  const items = itemsOf(tree);
  const byLink = new Map(items.map((item) => [item.link as Element, item]));
  const search = document.querySelector<HTMLInputElement>(`[data-tree-search="${tree.id}"]`);
  const nothing = document.querySelector<HTMLElement>(`[data-tree-none="${tree.id}"]`);

  const unfold = (): void => {
    items.forEach((item) => {
      item.link.hidden = item.parent !== null && (item.parent.link.hidden || !isOpen(item.parent));
    });
  };

  const setOpen = (item: Item, open: boolean): void => {
    item.link.setAttribute("aria-expanded", String(open));
    unfold();
  };

  const matches = (words: string): Item[] => items.filter((item) => item.text.includes(words));

  const filter = (): void => {
    const words = (search?.value ?? "").trim().toLowerCase();
    const found = matches(words);
    if (words) {
      const shown = new Set(found);
      found.forEach((item) => {
        for (let above = item.parent; above; above = above.parent) {
          shown.add(above);
        }
      });
      items.forEach((item) => {
        item.link.hidden = !shown.has(item);
      });
    } else {
      unfold();
    }
    if (nothing) {
      nothing.hidden = found.length > 0;
    }
    settle(found[0]);
  };

  // One item is in the tab order: the one that had the focus last, the page's own, or the first shown.
  const settle = (wanted: Item | undefined): void => {
    const own = items.find((item) => item.link.hasAttribute("aria-current"));
    const stop = [wanted, own, ...items].find((item) => item && isShown(item));
    items.forEach((item) => {
      item.link.tabIndex = item === stop ? 0 : -1;
    });
  };

  const focus = (item: Item | undefined): void => {
    if (item) {
      settle(item);
      item.link.focus();
    }
  };

  const move = (item: Item, key: string): boolean => {
    const shown = items.filter(isShown);
    const index = shown.indexOf(item);
    if (key === "ArrowDown") {
      focus(shown[index + 1]);
    } else if (key === "ArrowUp" && index === 0) {
      search?.focus();
    } else if (key === "ArrowUp") {
      focus(shown[index - 1]);
    } else if (key === "Home") {
      focus(shown[0]);
    } else if (key === "End") {
      focus(shown[shown.length - 1]);
    } else if (key === "ArrowRight" && item.children.length > 0 && !isOpen(item)) {
      setOpen(item, true);
    } else if (key === "ArrowRight") {
      focus(item.children.find(isShown));
    } else if (key === "ArrowLeft" && item.children.length > 0 && isOpen(item)) {
      setOpen(item, false);
    } else if (key === "ArrowLeft") {
      focus(item.parent ?? undefined);
    } else {
      return false;
    }
    return true;
  };

  tree.addEventListener("keydown", (event) => {
    const item = byLink.get(event.target as Element);
    if (item && !event.ctrlKey && !event.altKey && !event.metaKey && move(item, event.key)) {
      event.preventDefault();
    }
  });
  tree.addEventListener("click", (event) => {
    const toggle = event.target instanceof Element ? event.target.closest("[data-toggle]") : null;
    const item = toggle?.parentElement && byLink.get(toggle.parentElement);
    if (item && item.children.length > 0) {
      event.preventDefault();
      setOpen(item, !isOpen(item));
    }
  });
  search?.addEventListener("input", filter);
  search?.addEventListener("keydown", (event) => {
    const words = search.value.trim().toLowerCase();
    const first = words ? matches(words)[0] : items.find(isShown);
    if (event.key === "ArrowDown") {
      event.preventDefault();
      focus(first);
    } else if (event.key === "Enter" && words && !event.isComposing) {
      event.preventDefault();
      first?.link.click();
    } else if (event.key === "Escape" && search.value) {
      event.preventDefault();
      search.value = "";
      filter();
    }
  });

  settle(undefined);
  const own = items.find((item) => item.link.hasAttribute("aria-current"));
  if (own && own.link.offsetTop > tree.clientHeight) {
    tree.scrollTop = own.link.offsetTop - tree.clientHeight / 2;
  }
}
