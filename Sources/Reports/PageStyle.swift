/// How the page looks, in the colours of the themes Handpick Light and Handpick Dark.
enum PageStyle {
  static let sheet: HTML = """
    :root {
      color-scheme: light dark;
      --ground: #fbfaf7; --field: #efede7; --rule: #dcd9d0; --dim: #55514a; --text: #2b2926;
      --bar: #5f8bd0; --whisker: #0f0e0d; --chance: #5c2a00;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #16191d; --field: #20252b; --rule: #343c46; --dim: #a3adb8; --text: #d5dbe1;
        --bar: #3f74c8; --whisker: #f7f9fb; --chance: #ffc98a;
      }
    }
    body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 46rem; background: var(--ground);
      color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
    h1 { font-size: 1.5rem; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
    h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; border-top: 1px solid var(--rule); padding-top: 1rem; }
    h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
    p { margin: .25rem 0 .75rem; }
    .none, .dim, caption, summary { color: var(--dim); }
    .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: .75rem;
      margin: 1rem 0; padding: 0; }
    .cards div { background: var(--field); border-radius: .4rem; padding: .6rem .8rem; }
    .cards dt { color: var(--dim); font-size: .85rem; }
    .cards dd { margin: 0; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
    .cards dd small { display: block; font-size: .8rem; color: var(--dim); }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; margin: .25rem 0; }
    caption { text-align: left; padding: .25rem 0; }
    th, td { padding: .15rem .9rem .15rem 0; text-align: right; border-bottom: 1px solid var(--rule); }
    th:first-child { text-align: left; font-weight: normal; overflow-wrap: anywhere; }
    thead th { font-weight: 600; vertical-align: bottom; }
    summary { cursor: pointer; font-size: .9rem; }
    svg { display: block; width: 100%; height: auto; margin: .5rem 0; overflow: visible; }
    svg text { font-size: 12px; fill: var(--text); font-variant-numeric: tabular-nums;
      paint-order: stroke; stroke: var(--ground); stroke-width: 3px; }
    .bar { fill: var(--bar); }
    .grid { stroke: var(--rule); }
    .axis { stroke: var(--dim); }
    .whisker { stroke: var(--whisker); stroke-width: 1.5; }
    .chance { stroke: var(--chance); stroke-width: 2; stroke-dasharray: 4 2; }
    .curve { fill: none; stroke-width: 2; stroke: var(--bar); }
    .curve.random { stroke: var(--chance); stroke-dasharray: 6 3; }
    @media print { body { max-width: none; } h2 { break-after: avoid; } svg, table { break-inside: avoid; } }
    """
}
