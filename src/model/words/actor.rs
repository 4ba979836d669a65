use super::vocabulary;

vocabulary! {
    /// What sort of actor a record describes.
    ActorKind, "a kind of actor", {
        State = "state": "A state.",
        Person = "person": "A person.",
        Organisation = "organisation": "A government, a party, an institute, an alliance or any other body.",
    }
}

vocabulary! {
    /// An actor's position on an option, as a claim reports it.
    Position, "a position", {
        Supports = "supports": "The actor wants it.",
        Opposes = "opposes": "The actor does not want it.",
        Conditional = "conditional": "The actor wants it if something else holds.",
        Ambivalent = "ambivalent": "The actor is drawn both ways, or sends mixed signals.",
    }
}

vocabulary! {
    /// How a claim bears on an option under a criterion.
    Bearing, "a bearing", {
        Favours = "favours": "The claim says that the option meets the criterion.",
        Against = "against": "The claim says that the option fails the criterion, or harms what it asks for.",
        Mixed = "mixed": "The claim says that the option meets the criterion in part, or only for some.",
    }
}
