use super::vocabulary;

vocabulary! {
    /// The type of a document, as hayagriva names entry types.
    SourceType, "a type of source", {
        Article = "article": "An article or commentary.",
        Chapter = "chapter": "A chapter of a book.",
        Entry = "entry": "An entry of a reference work.",
        Anthos = "anthos": "A work within an anthology.",
        Report = "report": "A report.",
        Thesis = "thesis": "A thesis.",
        Web = "web": "A page or post on the web.",
        Scene = "scene": "A part of a show or film.",
        Artwork = "artwork": "A work of art.",
        Patent = "patent": "A patent.",
        Case = "case": "A legal case.",
        Newspaper = "newspaper": "A newspaper.",
        Legislation = "legislation": "A law or treaty.",
        Manuscript = "manuscript": "A manuscript.",
        Tweet = "tweet": "A post on a social network.",
        Post = "post": "A post on a forum or network.",
        Misc = "misc": "Something else; speeches among others.",
        Periodical = "periodical": "A periodical.",
        Proceedings = "proceedings": "Proceedings of a conference.",
        Book = "book": "A book.",
        Blog = "blog": "A blog.",
        Reference = "reference": "A work of reference.",
        Conference = "conference": "A conference.",
        Anthology = "anthology": "An anthology.",
        Repository = "repository": "A repository of code or data.",
        Thread = "thread": "A thread of posts.",
        Video = "video": "A video.",
        Audio = "audio": "A recording.",
        Exhibition = "exhibition": "An exhibition.",
        Performance = "performance": "A performance, or a speech given.",
        Original = "original": "The original of a translation or reprint.",
    }
}

impl SourceType {
    /// Whether documents of this type appear in something, such as a journal or site: where no record says in what, their
    /// publisher is that, rather than who brought them out.
    #[must_use]
    pub const fn appears_in_another(self) -> bool {
        matches!(
            self,
            Self::Article | Self::Newspaper | Self::Web | Self::Blog | Self::Post | Self::Thread | Self::Tweet
        )
    }

    /// What readers call it: some of the names that hayagriva gives are for those who make bibliographies.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Chapter => "book chapter",
            Self::Entry => "entry in a reference work",
            Self::Anthos => "contribution to an anthology",
            Self::Report => "report",
            Self::Thesis => "thesis",
            Self::Web => "web",
            Self::Scene => "part of a show or film",
            Self::Artwork => "work of art",
            Self::Patent => "patent",
            Self::Case => "legal case",
            Self::Newspaper => "newspaper article",
            Self::Legislation => "law or treaty",
            Self::Manuscript => "manuscript",
            Self::Tweet => "post on a social network",
            Self::Post => "post in a forum or network",
            Self::Misc => "document",
            Self::Periodical => "periodical",
            Self::Proceedings => "conference proceedings",
            Self::Book => "book",
            Self::Blog => "blog post",
            Self::Reference => "reference work",
            Self::Conference => "conference",
            Self::Anthology => "anthology",
            Self::Repository => "repository of code or data",
            Self::Thread => "thread of posts",
            Self::Video => "video",
            Self::Audio => "recording",
            Self::Exhibition => "exhibition",
            Self::Performance => "speech or performance",
            Self::Original => "original of a translation or reprint",
        }
    }
}

vocabulary! {
    /// Whether a source's address still leads to it, as Wikipedia's citation templates put it.
    UrlStatus, "a status of an address", {
        Live = "live": "The address leads to the document.",
        Dead = "dead": "The address no longer leads anywhere.",
        Unfit = "unfit": "The address leads to something that readers should not be sent to.",
        Usurped = "usurped": "The address belongs to somebody else now.",
    }
}

vocabulary! {
    /// The reliability of a source by the Admiralty (NATO) system. Never given by default.
    Reliability, "an Admiralty grade", {
        A = "A": "Completely reliable.",
        B = "B": "Usually reliable.",
        C = "C": "Fairly reliable.",
        D = "D": "Not usually reliable.",
        E = "E": "Unreliable.",
        F = "F": "Reliability cannot be judged.",
    }
}
