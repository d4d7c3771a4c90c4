namespace PlanisoContract.Mock.Stubs.Matching;

/// <summary>The patterns that look into JSON and XML.</summary>
internal static class DocumentPatterns
{
    // body: equalToJson, matchesJsonPath, matchesJsonSchema, equalToXml, matchesXPath …
    public static IEnumerable<KeyValuePair<string, Func<JsonPlace, ValuePattern?>>> All() => [];
}
