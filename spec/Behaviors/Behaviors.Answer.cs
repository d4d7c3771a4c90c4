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
        Readings = Modes(("number", "The integer is written as a JSON number."), ("text", "The integer is written as a text of digits.")),
        Breakages = Modes(("object", "The integer is written as an object with the key value.")),
    };

    public static readonly Behavior FlagAs = new()
    {
        Name = "flag-as",
        IdSuffix = "as",
        At = PlaceKind.Answer,
        About = Topic.Answers,
        Summary = "How the flag is written in the answer.",
        AppliesTo = Holds(FieldType.Boolean),
        Readings = Modes(
            ("boolean", "The flag is written as true or false."),
            ("text", "The flag is written as the text 1 or 0."),
            ("number", "The flag is written as the number 1 or 0."),
            ("words", "The flag is written as the text true or false.")),
        Breakages = Modes(("word", "The flag is written as the text yes or no.")),
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
            ("spaced", "The point in time is written YYYY-MM-DD HH:MM:SS."),
            ("iso", "The point in time is written as ISO 8601 with a T."),
            ("date", "The point in time is written as YYYY-MM-DD alone.")),
        Breakages = Modes(("epoch", "The point in time is written as the number of seconds since 1970.")),
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
        Readings = Modes(("text", "The text of digits is written as a text."), ("number", "The text of digits is written as a number.")),
        Breakages = Modes(("object", "The text of digits is written as an object with the key value.")),
    };
}
