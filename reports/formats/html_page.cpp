#include "formats/html_page.hpp"

namespace confab::reports {

std::string_view html_finding() {
  return R"page(<div class="finding">
<h4><span class="verdict v-{{verdict}}">{{verdict}}</span> {{title}}</h4>
<dl class="facts">
{{#facts}}
<div><dt>{{name}}</dt><dd>{{value}}</dd></div>
{{/facts}}
</dl>
{{#exchange}}
<p>The exchange, with its number in the JSON result:</p>
<pre>{{exchange}}</pre>
{{/exchange}}
<p>Repeat just this:</p>
<pre>{{command}}</pre>
</div>
)page";
}

std::string_view html_page() {
  return R"page(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>confab {{contracts}}: {{outcome}}</title>
<style>
{{{style}}}</style>
</head>
<body>
<header>
<h1>Conformance report: {{contracts}}</h1>
<p class="outcome v-{{colour}}">{{outcome}}</p>
{{#fault}}
<p class="fault">{{fault}}</p>
{{/fault}}
<dl class="facts">
{{#facts}}
<div><dt>{{name}}</dt><dd>{{value}}</dd></div>
{{/facts}}
</dl>
</header>
<nav aria-label="Parts of this report">
<ul>
<li><a href="#summary">Summary</a></li>
<li><a href="#operations">Operations</a></li>
<li><a href="#by-verdict">By verdict</a></li>
<li><a href="#clauses">Clauses</a></li>
{{#has_stories}}
<li><a href="#stories">Stories that broke off</a></li>
{{/has_stories}}
{{#has_skips}}
<li><a href="#skips">Stories not played</a></li>
{{/has_skips}}
{{#has_left_behind}}
<li><a href="#left-behind">Left behind</a></li>
{{/has_left_behind}}
<li><a href="#reading">How to read this</a></li>
</ul>
</nav>
<main>
<section aria-labelledby="summary">
<h2 id="summary">Summary</h2>
<table>
<caption>Clauses by verdict</caption>
<thead><tr><th scope="col">verdict</th><th scope="col">clauses</th><th scope="col">meaning</th></tr></thead>
<tbody>
{{#summary}}
<tr data-verdict="{{verdict}}"><th scope="row"><a href="#verdict-{{verdict}}">{{verdict}}</a></th><td class="count">{{count}}</td><td>{{meaning}}</td></tr>
{{/summary}}
</tbody>
<tfoot><tr><th scope="row">together, without excluded</th><td class="count">{{clauses}}</td><td></td></tr></tfoot>
</table>
</section>
<section aria-labelledby="operations">
<h2 id="operations">Operations</h2>
<table>
<caption>Clauses by operation</caption>
<thead><tr><th scope="col">operation</th><th scope="col">picture</th>{{#columns}}<th scope="col">{{.}}</th>{{/columns}}</tr></thead>
<tbody>
{{#operations}}
<tr><th scope="row"><a href="#{{anchor}}">{{name}}</a></th><td>{{#pictured}}<svg role="img" aria-label="{{picture}}" width="120" height="12" viewBox="0 0 120 12">{{#bars}}<rect class="b-{{verdict}}" x="{{x}}" y="0" width="{{width}}" height="12"/>{{/bars}}</svg>{{/pictured}}</td>{{#cells}}<td class="count">{{.}}</td>{{/cells}}</tr>
{{/operations}}
</tbody>
</table>
</section>
<section aria-labelledby="by-verdict">
<h2 id="by-verdict">By verdict</h2>
{{#verdicts}}
<details data-verdict="{{verdict}}"{{#open}} open{{/open}}>
<summary><span class="verdict v-{{verdict}}">{{verdict}}</span> {{count}}</summary>
<ul id="verdict-{{verdict}}">
{{#rows}}
<li><a href="#{{anchor}}">{{id}}</a> {{text}}</li>
{{/rows}}
</ul>
</details>
{{/verdicts}}
</section>
<section aria-labelledby="clauses">
<h2 id="clauses">Clauses</h2>
{{#operations}}
<section aria-labelledby="{{anchor}}">
<h3 id="{{anchor}}">{{name}}</h3>
{{#rows}}
<details class="clause" data-clause="{{id}}"{{#open}} open{{/open}}>
<summary><span class="verdict v-{{verdict}}">{{verdict}}</span> <code>{{id}}</code> {{text}}</summary>
<dl class="facts" id="{{anchor}}">
{{#facts}}
<div><dt>{{name}}</dt><dd>{{value}}</dd></div>
{{/facts}}
</dl>
{{#evidence}}
{{>finding}}
{{/evidence}}
{{#unsaid}}
<p>{{unsaid}}</p>
{{/unsaid}}
</details>
{{/rows}}
</section>
{{/operations}}
</section>
{{#has_stories}}
<section aria-labelledby="stories">
<h2 id="stories">Stories that broke off</h2>
<p>What went wrong here belongs to no clause: usually a step that others depend on.</p>
{{#stories}}
<h3>{{story}}</h3>
{{>finding}}
{{/stories}}
</section>
{{/has_stories}}
{{#has_skips}}
<section aria-labelledby="skips">
<h2 id="skips">Stories not played</h2>
<ul>
{{#skips}}
<li><code>{{id}}</code> {{reason}}</li>
{{/skips}}
</ul>
</section>
{{/has_skips}}
{{#has_left_behind}}
<section aria-labelledby="left-behind">
<h2 id="left-behind">Left behind</h2>
<p>What the run created, or may have, and that is still on the deployment.</p>
<ul>
{{#left_behind}}
<li>{{.}}</li>
{{/left_behind}}
</ul>
</section>
{{/has_left_behind}}
<section aria-labelledby="reading">
<h2 id="reading">How to read this</h2>
<p>A clause is one promise of the contract. How it is known decides how hard it bites: what the vendor documents (seed, sdk) fails a
deployment that differs, what was seen in the vendor's public code (source) warns, what only Confab assumed (assumed) informs. A clause
takes the worst verdict of its proofs. Exchanges are as recorded, credentials taken out; long ones lack their middle here and stand whole,
up to 16 KiB, in the JSON result of the same run. The command below each difference repeats just that story.</p>
</section>
</main>
</body>
</html>
)page";
}

}  // namespace confab::reports
