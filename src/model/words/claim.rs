use super::vocabulary;

vocabulary! {
    /// How a source puts what it asserts. ICD 203 asks that information be kept apart from judgement; so do these
    /// words.
    ClaimKind, "a kind of claim", {
        Fact = "fact": "The source states it as something that is so or that happened.",
        Assessment = "assessment": "The source judges how things stand.",
        Forecast = "forecast": "The source says what will or may come.",
        Conditional = "conditional": "The source says what follows if something else holds.",
        Recommendation = "recommendation": "The source says what somebody should do.",
        Report = "report": "The source reports the words of another.",
    }
}

vocabulary! {
    /// Where a claim stands now. "Disputed" and "superseded" are different things, and neither is deleted.
    ClaimStatus, "a status", {
        Active = "active": "The claim stands.",
        Disputed = "disputed": "There is reason to doubt that the source says it, or that it holds.",
        Superseded = "superseded": "A later claim takes its place.",
        Retracted = "retracted": "The source, or this site, has withdrawn it.",
    }
}

vocabulary! {
    /// How well founded a judgement is, in the source's own words (ICD 203, D.6.e).
    Confidence, "a level of confidence", {
        Low = "low": "Uncorroborated, or resting on many assumptions.",
        Moderate = "moderate": "Partly corroborated.",
        High = "high": "Well corroborated.",
    }
}
