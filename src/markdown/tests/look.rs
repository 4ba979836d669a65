use super::parsed;
fn cases(n: usize) -> Vec<(&'static str, String)> {
    vec![
        ("quotes", "> ".repeat(n) + "x"),
        ("quotes lines", ("> ".repeat(100) + "x\n").repeat(n / 20)),
        ("lists", "- ".repeat(n) + "x"),
        ("lists then blank", "- ".repeat(n) + "x\n" + &"\n".repeat(n) + "x"),
        ("nested lists indented", (0..600).map(|i| format!("{}- a:\n", "  ".repeat(i))).collect()),
        ("brackets", "[".repeat(n) + "x" + &"]".repeat(n)),
        ("brackets2", "[x".repeat(n)),
        ("close", "]".repeat(n)),
        ("wiki open", "[[".repeat(n)),
        ("wiki nested", "[[".repeat(n) + "x" + &"]]".repeat(n)),
        ("embed nested", "![[".repeat(n) + "x" + &"]]".repeat(n)),
        ("cite open", "[@".repeat(n)),
        ("cite nested", "[@a/b ".repeat(n) + &"]".repeat(n)),
        ("img cite nested", "![@x ".repeat(n) + &"][r]".repeat(n)),
        ("tilde nested", "![~x ".repeat(n) + &"][r]".repeat(n)),
        ("tilde nested2", "[~x ".repeat(n) + &"][r]".repeat(n)),
        ("links", "[a](/b) ".repeat(n)),
        ("cites", "[@a/b] ".repeat(n)),
        ("citepairs", "[@a/b][@c/d]".repeat(n)),
        ("wikis", "[[a]] ".repeat(n)),
        ("ext", "<http://a.b> ".repeat(n)),
        ("frag", "[a](#b) ".repeat(n)),
        ("frag head", (0..n).map(|i| format!("# h{i}\n[a](#b{i})\n")).collect()),
        ("same heads", "# a\n".repeat(n)),
        ("table wide", "|a".repeat(n) + "|\n" + &"|-".repeat(n) + "|\n" + &"|b".repeat(n) + "|\n"),
        ("table wide pad", "|a".repeat(n) + "|\n" + &"|-".repeat(n) + "|\n" + &"|b|\n".repeat(n)),
        ("table long", "|a|b|\n|-|-|\n".to_owned() + &"|a [@x/y]|b. C|\n".repeat(n)),
        (
            "footnotes",
            (0..n).map(|i| format!("[^{i}] ")).collect::<String>()
                + "\n\n"
                + &(0..n).map(|i| format!("[^{i}]: a\n\n")).collect::<String>(),
        ),
        ("foot same", "[^1]".repeat(n) + "\n\n[^1]: x"),
        ("foot undefined", "[^1] ".repeat(n)),
        ("foot nested", (0..n).map(|i| format!("[^{i}]: ")).collect()),
        ("em", "*a ".repeat(n)),
        ("em2", "*a_".repeat(n)),
        ("stars", "*".repeat(n)),
        ("em nested", "*a **b ".repeat(n) + &"c** d* ".repeat(n)),
        ("html", "<a>".repeat(n)),
        ("html2", "<!--".repeat(n)),
        ("html3", "a<?".repeat(n)),
        ("code", "`a``b```".repeat(n)),
        ("sent", "A. ".repeat(n)),
        ("sent2", "U.S. The. ".repeat(n)),
        ("sent3", "1.B".repeat(n)),
        ("sent4", ".".repeat(n)),
        ("sent5", "a.)".repeat(n)),
        ("refdefs", "[a]: /x\n".repeat(n)),
        ("refuse", "[a](b) ".repeat(n)),
        ("refs", format!("[a]: /{}\n\n", "x".repeat(n)) + &"[a] ".repeat(n)),
        ("deflist", "a\n: b\n".repeat(n)),
        ("defnest", "a\n".to_owned() + &": ".repeat(n) + "x"),
        ("intro nest", (0..400).map(|i| format!("{}- a:\n", "  ".repeat(i))).collect()),
        ("alerts", "> [!NOTE]\n> x\n\n".repeat(n)),
        ("judgements", "> [!JUDGEMENT]\n> x\n\n".repeat(n)),
        ("unknown", "> [!FOO]\n> x\n\n".repeat(n)),
        ("codeblocks", "```rust\nfn a() {}\n```\n".repeat(n)),
        ("codeblocks2", "```rust\nfn a((((({[<'\"\n```\n".repeat(n)),
        ("autolink", "<a@b.c>".repeat(n)),
        ("entity", "&amp;".repeat(n)),
        ("escapes", "\\[".repeat(n)),
        ("closeparens", format!("a.{}", ")".repeat(n * 10))),
        ("combining", format!("a:{}", "\u{301}".repeat(n * 10))),
        ("tabs", "\t".repeat(n)),
        ("spaces bang", format!(">{}[!A]", " ".repeat(3)).repeat(n)),
        ("foot long label", format!("[^{}] ", "a".repeat(300)).repeat(n / 10)),
        ("hardbreaks", "a\\\n".repeat(n)),
        ("tasks", "- [ ] a\n".repeat(n)),
        ("nested mixed", "> - 1. ".repeat(n / 3) + "x"),
        ("parens", "[a](".repeat(n)),
        ("parens2", format!("[a]({}", "(".repeat(n))),
        ("angle", "[a](<".repeat(n)),
        ("title", "[a](/b \"".repeat(n)),
        ("imgs", "![".repeat(n) + &"](/x)".repeat(n)),
        ("dollar", "$".repeat(n)),
        ("strike", "~a~~b ".repeat(n)),
        ("spaces", " ".repeat(n)),
        ("pipes", "|".repeat(n)),
        ("headingattrs", "# a {#b}\n".repeat(n)),
        ("headingattrs2", format!("# a {}", "{#b} ".repeat(n))),
        ("setext", "a\n=\n".repeat(n)),
        ("lazy", "> a\n".to_owned() + &"b\n".repeat(n)),
        ("bigfoot", "[^a]\n\n[^a]: ".to_owned() + &"- [^a] x\n\n    ".repeat(n)),
    ]
}
#[test]
fn look() {
    let keep = |c: Vec<(&'static str, String)>| {
        c.into_iter()
            .filter(|(n, _)| {
                ["sent3", "sent5", "nested mixed", "quotes lines", "wikis", "bigfoot", "html3"].contains(n)
            })
            .collect::<Vec<_>>()
    };
    let small = keep(cases(100_000));
    let big = keep(cases(400_000));
    for ((name, a), (_, b)) in small.into_iter().zip(big) {
        let t = std::time::Instant::now();
        parsed(&a);
        let x = t.elapsed().as_micros();
        let t = std::time::Instant::now();
        parsed(&b);
        let y = t.elapsed().as_micros();
        #[allow(clippy::cast_precision_loss)]
        let ratio = (y as f64 / x as f64) / (b.len() as f64 / a.len() as f64);
        println!("{ratio:>6.2} ratio {x:>8} {y:>8}  {name}");
    }
}
