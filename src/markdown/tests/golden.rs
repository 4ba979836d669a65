//! What is written and what is shown: one row or more for every row of the format.

use super::parsed;

const ROWS: &[(&str, &str)] = &[
    // Paragraphs and what stands in a line.
    ("a *b* **c** ~~d~~ `e<f`", "<p u0>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;f</code></p>\n"),
    ("a  \nb\nc &amp; &lt;d", "<p u0>a<br>\nb\nc &amp; &lt;d</p>\n"),
    ("---", "<hr>\n"),
    // Headings.
    ("# One\n\n### Two", "<h2 id=\"one\">One</h2>\n<h3 id=\"two\">Two</h3>\n"),
    ("## A {#b}\n\n## B", "<h2 id=\"b\">A</h2>\n<h2 id=\"b-2\">B</h2>\n"),
    ("*A* b {#c_d_}\n=", "<h2 id=\"c_d_\"><em>A</em> b</h2>\n"),
    ("#\n\na", "<p u0>a</p>\n"),
    // Lists.
    ("- a\n- b\n  - c", "<ul>\n<li u0>a</li>\n<li u1>b\n<ul>\n<li u2>c</li>\n</ul>\n</li>\n</ul>\n"),
    ("3. a\n\n4. b", "<ol start=\"3\">\n<li><p u0>a</p>\n</li>\n<li><p u1>b</p>\n</li>\n</ol>\n"),
    (
        "- [x] a\n- [ ] b",
        "<ul>\n<li u0><input type=\"checkbox\" disabled checked aria-label=\"Done\"> a</li>\n\
         <li u1><input type=\"checkbox\" disabled aria-label=\"To do\"> b</li>\n</ul>\n",
    ),
    (
        "- a\n  ```\n  b\n  ```\n  c",
        "<ul>\n<li u0>a\n<pre tabindex=\"0\"><code>b\n</code></pre>\n<p u1>c</p>\n</li>\n</ul>\n",
    ),
    ("a\n: b\n: c", "<dl>\n<dt>a</dt>\n<dd u0>b</dd>\n<dd u1>c</dd>\n</dl>\n"),
    // Tables.
    (
        "| | b |\n|-|-:|\n| c | [[d\\|e]] |",
        "<div class=\"table-scroll\" role=\"group\" aria-label=\"Table\" tabindex=\"0\"><table u0>\n<thead>\n\
         <tr><td></td><th scope=\"col\" class=\"align-right\">b</th></tr>\n</thead>\n<tbody>\n\
         <tr><td>c</td><td class=\"align-right\">{link d|e}</td></tr>\n</tbody>\n</table></div>\n",
    ),
    // Footnotes.
    (
        "a[^x] b[^y] c[^X]\n\n[^y]: Two\n\n[^x]: One\n\n    more",
        "<p u0>a<sup class=\"footnote-reference\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\" aria-label=\"Note \
         a\">a</a></sup> b<sup class=\"footnote-reference\"><a href=\"#fn-2\" id=\"fnref-2\" role=\"doc-noteref\" \
         aria-label=\"Note b\">b</a></sup> c<sup class=\"footnote-reference\"><a href=\"#fn-1\" id=\"fnref-1-2\" \
         role=\"doc-noteref\" aria-label=\"Note a\">a</a></sup></p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Notes\">\n<ol type=\"a\">\n\
         <li id=\"fn-1\">\n<p u2>One</p>\n<p u3>more <a href=\"#fnref-1\" class=\"footnote-back\" role=\"doc-backlink\" \
         aria-label=\"Back to note a in the text, place 1\">↩\u{fe0e}<sup>1</sup></a> <a href=\"#fnref-1-2\" \
         class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Back to note a in the text, place \
         2\">↩\u{fe0e}<sup>2</sup></a></p>\n</li>\n\
         <li id=\"fn-2\">\n<p u1>Two <a href=\"#fnref-2\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Back \
         to note b in the text\">↩\u{fe0e}</a></p>\n</li>\n</ol>\n</section>\n",
    ),
    // Quotes, alerts, judgements.
    ("> a\n>\n> b", "<blockquote>\n<p u0>a</p>\n<p u1>b</p>\n</blockquote>\n"),
    (
        "> [!WARNING]\n> a",
        "<aside class=\"alert alert-warning\" role=\"note\">\n<p class=\"alert-label\">Warning</p>\n<p u0>a</p>\n</aside>\n",
    ),
    (
        "> [!JUDGEMENT]\n> a\n>\n> - b",
        "<section class=\"judgement\" role=\"group\" aria-label=\"The authors’ judgement\">\n\
         <p class=\"judgement-label\">The authors’ judgement</p>\n<p u0>a</p>\n<ul>\n<li u1>b</li>\n</ul>\n</section>\n",
    ),
    (
        "> [!judgement] a",
        "<section class=\"judgement\" role=\"group\" aria-label=\"The authors’ judgement\">\n\
         <p class=\"judgement-label\">The authors’ judgement</p>\n<p u0>a</p>\n</section>\n",
    ),
    // Code.
    ("    a < b", "<pre tabindex=\"0\"><code>a &lt; b\n</code></pre>\n"),
    (
        "```rust\nfn a\r\n```",
        "<pre tabindex=\"0\"><code class=\"language-rust\"><span class=\"hl-keyword\">fn </span><span \
         class=\"hl-function\">a</span>\n</code></pre>\n",
    ),
    ("```no\"such\n<\n```", "<pre tabindex=\"0\"><code class=\"language-no&quot;such\">&lt;\n</code></pre>\n"),
    // Sourcebook's own marks.
    ("A [@a/b; @c/d] b.", "<p u0>A {cite a/b c/d} b.</p>\n"),
    ("A [@a/b][@c/d] [e][@a/b] f![@a/b][g]", "<p u0>A {cite a/b}{cite c/d} [e]{cite a/b} f!{cite a/b}[g]</p>\n"),
    (
        "[[kim-jong-un]] and [[kim-jong-un|*Kim*]] of [[ Kim Jong Un ]]",
        "<p u0>{link kim-jong-un} and {link kim-jong-un|Kim} of {link Kim Jong Un}</p>\n",
    ),
    ("a\n\n![[b/c]]\n\nd", "<p u0>a</p>\n{embed b/c}\n<p u1>d</p>\n"),
    ("- ![[b]]", "<ul>\n<li>{embed b}</li>\n</ul>\n"),
    ("It is [~likely] or [~very\nlikely].", "<p u0>It is {word likely} or {word very likely}.</p>\n"),
    ("A [@none]. B [@none] c [@none]", "<p u0>A. B c</p>\n"),
    // Links and images.
    ("[a](/b/ \"c\") [](/d/)", "<p u0><a href=\"/b/\" title=\"c\">a</a> <a href=\"/d/\">/d/</a></p>\n"),
    ("![a *b*](/c.png)", "<p><img src=\"/c.png\" alt=\"a b\" loading=\"lazy\"></p>\n"),
    ("[![a](/b.png)](/c/)", "<p><a href=\"/c/\"><img src=\"/b.png\" alt=\"a\" loading=\"lazy\"></a></p>\n"),
    (
        "[a][b] <mailto:c@d.e>\n\n[b]: https://f.g/?h&i",
        "<p u0><a href=\"https://f.g/?h&amp;i\" rel=\"external\">a</a> <a href=\"mailto:c@d.e\">mailto:c@d.e</a></p>\n",
    ),
    ("# A b\n\n[c](#a-b) [d](#)", "<h2 id=\"a-b\">A b</h2>\n<p u0><a href=\"#a-b\">c</a> <a href=\"#\">d</a></p>\n"),
    // What is no mark.
    (
        "\\[@a/b] `[@a/b]` [~10 km] [~~a~~] \\[[b]]",
        "<p u0>[@a/b] <code>[@a/b]</code> [~10 km] [<del>a</del>] [[b]]</p>\n",
    ),
];

#[test]
fn what_is_written_is_shown() {
    for (written, shown) in ROWS {
        assert_eq!(&parsed(written).html(), shown, "{written}");
    }
}

#[test]
fn nothing_in_the_rows_is_reported() {
    for (written, _) in ROWS {
        assert_eq!(parsed(written).reports(), [], "{written}");
    }
}
