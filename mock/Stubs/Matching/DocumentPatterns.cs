using PlanisoContract.Mock.Stubs.Matching.Documents;

namespace PlanisoContract.Mock.Stubs.Matching;

/// <summary>The patterns that look into JSON and XML.</summary>
internal static class DocumentPatterns
{
    public static IEnumerable<KeyValuePair<string, Func<JsonPlace, ValuePattern?>>> All() =>
    [
        new("equalToJson", EqualToJsonPattern.Of),
        new("matchesJsonPath", JsonPathPattern.Of),
        new("matchesJsonSchema", JsonSchemaPattern.Of),
        new("equalToXml", EqualToXmlPattern.Of),
        new("matchesXPath", XPathPattern.Of),
    ];
}
