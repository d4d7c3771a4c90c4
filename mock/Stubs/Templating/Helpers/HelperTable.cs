using System.Collections.Frozen;
using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Syntax;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>All helpers by name: those of Handlebars.java that WireMock registers, and WireMock's own, which go before.</summary>
internal static class HelperTable
{
    private static readonly FrozenDictionary<string, TemplateHelper> Helpers = new[]
    {
        Flow.All, Conditions.All, TextHelpers.All, TextShapes.All, NumberHelpers.All, Variables.All, Lists.All, Arithmetic.All,
        JsonHelpers.All, JsonChanges.All, Formatting.All, XmlHelpers.All, Encodings.All, Searching.All, RandomValues.All, Dates.All, Surroundings.All,
    }.SelectMany(family => family).ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => Helpers.Keys.Where(name => name != CallExpression.Section);

    public static bool Knows(string name) => Helpers.ContainsKey(name);

    public static TemplateHelper Find(string name) => Helpers[name];

    /// <summary>What WireMock's helpers write in place of a value where they are used wrongly.</summary>
    public static string Error(string message) => $"[ERROR: {message}]";
}
