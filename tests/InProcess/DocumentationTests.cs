using System.Text.RegularExpressions;

namespace PlanisoContract.Tests.InProcess;

/// <summary>What <c>mock/in-process.md</c> shows is what is compiled and run.</summary>
public sealed partial class DocumentationTests
{
    [Test]
    public void Its_examples_are_the_compiled_ones() => Repository.ShouldMatch(
        Example().Replace(Repository.Read("mock", "in-process.md"), match =>
            $"<!-- {match.Groups["file"].Value} -->\n```csharp\n{Repository.Read(match.Groups["file"].Value.Split('/'))}```\n"),
        "mock", "in-process.md");

    [GeneratedRegex("<!-- (?<file>tests/Examples/[A-Za-z]+\\.cs) -->\n```csharp\n.*?```\n", RegexOptions.Singleline)]
    private static partial Regex Example();
}
