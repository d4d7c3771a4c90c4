namespace PlanisoContract.Spec;

// How a value is written in the answers of one operation.
public static partial class Behaviors
{
    private static Func<Site, bool> Holds(FieldType type) => site => (site.Place.Inner ?? site.Field).Type == type;

    public static readonly Behavior IntegerAs = new()
    {
        Name = "integer-as",
        IdSuffix = "as",
        At = PlaceKind.Answer,
        About = Topic.Answers,
        Summary = "How the integer is written in the answer.",
        AppliesTo = Holds(FieldType.Integer),
        Readings = Modes(("number", "As a JSON number."), ("text", "As a text of digits.")),
        Breakages = Modes(("object", "As an object with the key value.")),
    };

    public static readonly Behavior FlagAs = new()
    {
        Name = "flag-as",
        IdSuffix = "as",
        At = PlaceKind.Answer,
        About = Topic.Answers,
        Summary = "How the flag is written in the answer.",
        AppliesTo = Holds(FieldType.Boolean),
        Readings = Modes(("boolean", "As true or false."), ("text", "As the text 1 or 0."), ("number", "As the number 1 or 0."),
            ("words", "As the text true or false.")),
        Breakages = Modes(("word", "As the text yes or no.")),
    };

    public static readonly Behavior TimestampAs = new()
    {
        Name = "timestamp-as",
        IdSuffix = "as",
        At = PlaceKind.Answer,
        About = Topic.Answers,
        Summary = "How the point in time is written in the answer.",
        AppliesTo = Holds(FieldType.Timestamp),
        Readings = Modes(
            ("spaced", "YYYY-MM-DD HH:MM:SS."), ("iso", "ISO 8601 with a T."), ("date", "YYYY-MM-DD alone.")),
        Breakages = Modes(("epoch", "As the number of seconds since 1970.")),
    };

    public static readonly Behavior TextAs = new()
    {
        Name = "text-as",
        IdSuffix = "as",
        At = PlaceKind.Answer,
        About = Topic.Answers,
        Summary = "How a text of digits is written in the answer.",
        AppliesTo = Nowhere,
        OnlyDeclared = true,
        Readings = Modes(("text", "As a text."), ("number", "As a number where it is all digits.")),
        Breakages = Modes(("object", "As an object with the key value.")),
    };
}
