using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Spec;

/// <summary>From a JSON pointer to the line in the YAML that a person wrote.</summary>
public sealed class DocumentLinesTests
{
    [TestCase("", 1)]
    [TestCase("/a", 2)]
    [TestCase("/a/b", 3)]
    [TestCase("/a/list/1", 6)]
    [TestCase("/a/list/1/name", 6)]
    [TestCase("/a/list/1/more", 7)]
    [TestCase("/paths/~1v1~1x", 9)]
    [TestCase("/paths/~1v1~1x/nowhere/below", 9)]
    [TestCase("/nowhere", 1)]
    public void A_pointer_leads_to_its_line(string pointer, int line) => new DocumentLines(
        """
        # What it is.
        a:
          b: 1
          list:
            - first
            - name: second
              more: text
        paths:
          /v1/x: {}
        """).Of(pointer).ShouldBe(line);

    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public void Every_rule_is_declared_at_the_line_of_its_key(string api)
    {
        var contract = Contracts.Load(api);
        var lines = contract.Source.ReplaceLineEndings("\n").Split('\n');
        foreach (var rule in contract.Rules.Where(rule => rule.Pointer.Length > 0))
        {
            var key = rule.Pointer[(rule.Pointer.LastIndexOf('/') + 1)..].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            lines[contract.Line(rule.Pointer) - 1].ShouldContain(key, customMessage: rule.Id);
        }
    }
}
