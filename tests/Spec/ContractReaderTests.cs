using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Spec;

public sealed class ContractReaderTests
{
    [TestCaseSource(typeof(Contracts), nameof(Contracts.Names))]
    public void Every_bundled_contract_is_valid(string api) =>
        Contracts.Load(api).Rules.ShouldNotBeEmpty();

    [Test]
    public void A_rule_takes_what_the_nearest_declaration_says()
    {
        var contract = SmallContract.Read();
        var unique = contract.Rule("box-label-unique").ShouldNotBeNull();
        unique.Source.ShouldBe("Boxes › Create");
        unique.Standing.ShouldBe(Standing.Documented);
        contract.Rule("box-label-unique-case")!.Readings.Select(mode => mode.Name).ShouldBe(["exact"]);
        contract.Rule("box-label-unique-case")!.Standing.ShouldBe(Standing.Inferred);
        var malformed = contract.Rule("find-box-malformed-identity").ShouldNotBeNull();
        malformed.Source.ShouldBe("Introduction");
        malformed.Readings.Select(mode => mode.Name).ShouldBe(["not-found", "bad-request"]);
        contract.Rule("box-label-round-trip")!.Source.ShouldBe("Boxes › Attributes");
    }

    [Test]
    public void A_reading_that_a_rule_does_not_tolerate_breaks_it() =>
        SmallContract.Read().Rule("box-label-unique-case")!.Breakages.Select(mode => mode.Name).ShouldBe(["bad-request", "ignored"]);

    [Test]
    public void A_rule_is_found_by_behavior_and_place()
    {
        var contract = SmallContract.Read();
        var box = contract.Resource("Box");
        contract.Rule(Behaviors.Unique, Place.Of(box, box.Field("label")))!.Id.ShouldBe("box-label-unique");
        contract.Rule(Behaviors.Unique, Place.Of(box, box.Field("active"))).ShouldBeNull();
    }

    [Test]
    public void Every_error_is_reported_at_once_with_place_expectation_and_nearest_word()
    {
        var problems = SmallContract.ProblemsWith(
            ("x-dialect: envelope", "x-dialect: envelop"),
            ("list-order: {", "list-odrer: {"),
            ("readings: [exact]", "readings: [exactly]"),
            ("x-like: word", "x-likes: word"));
        problems.Select(problem => (problem.Pointer, problem.Hint)).ShouldBe(
        [
            ("/x-dialect", "did you mean envelope?"),
            ("/paths/~1box/get/x-rules/list-odrer", "did you mean list-order?"),
            ("/components/schemas/Box/properties/label/x-likes", "did you mean x-like?"),
            ("/components/schemas/Box/properties/label/x-rules/unique-case/readings/0", "did you mean exact?"),
        ], ignoreOrder: true);
        problems.ShouldAllBe(problem => problem.File == "small.openapi.yaml" && problem.Expected.Length > 0 && problem.Actual.Length > 0);
    }

    [TestCase("resource: Box, does: list", "resource: Bax, does: list", "/paths/~1box/get/x-operation/resource", "did you mean Box?")]
    [TestCase("does: find", "does: fnd", "/paths/~1box~1{id}/get/x-operation/does", "did you mean find?")]
    [TestCase("identity: id", "identity: ids", "/components/schemas/Box/x-resource/identity", "did you mean id?")]
    [TestCase("{ field: active }", "{ field: activ }", "/components/schemas/Box/x-resource/soft-delete/field", "did you mean active?")]
    [TestCase("{ field: active }", "{ fields: active }", "/components/schemas/Box/x-resource/soft-delete/fields", "did you mean field?")]
    [TestCase("x-like: word", "x-like: wrod", "/components/schemas/Box/properties/label/x-like", "did you mean word?")]
    [TestCase("x-document: small.txt", "x-document: 7", "/x-document", null)]
    [TestCase("x-document: small.txt", "info2: {}", "/info2", null)]
    [TestCase("openapi: 3.0.3", "openapi: 3.2.0", "/openapi", null)]
    [TestCase("active: { $ref: \"#/components/schemas/Box/properties/active\" }", "activ: { type: boolean }",
        "/paths/~1box/post/requestBody/content/application~1json/schema", "did you mean active?")]
    [TestCase("operationId: findBox", "operationId: listBoxes", "/paths/~1box~1{id}/get", null)]
    [TestCase("active: { type: boolean, default: true }", "active: { description: none }", "/components/schemas/Box/properties/active", null)]
    [TestCase("unique-case: {", "minimum: { }\n            unique-case: {", "/components/schemas/Box/properties/label", null)]
    public void A_wrong_document_is_refused(string old, string replacement, string pointer, string? hint)
    {
        var problems = SmallContract.ProblemsWith((old, replacement));
        problems.ShouldContain(problem => problem.Pointer == pointer && problem.Hint == hint,
            string.Join('\n', problems));
    }

    [TestCase("info: {", "x-tagGroups: [Boxes]\ninfo: {", "x-tagGroups")]
    [TestCase("x-like: word", "x-like: word\n          x-faker: lorem", "x-faker")]
    [TestCase("x-operation: { resource: Box, does: list }", "x-operation: { resource: Box, does: list }\n      x-roles: [admin]", "x-roles")]
    [TestCase("summary: List boxes", "summary: List boxes\n      x-examples: { one: 1 }", "x-examples")]
    public void Words_of_other_tools_are_kept_and_listed(string old, string replacement, string word)
    {
        SmallContract.Read().ForeignWords.ShouldBeEmpty();
        SmallContract.Read((old, replacement)).ForeignWords.ShouldBe([word]);
    }

    [TestCase("^\\d{2}$", true)]
    [TestCase("^\\p{Lu}\\p{Ll}+$", true)]
    [TestCase("^(?<year>\\d{4})$", true)]
    [TestCase("^a++$", false)]
    [TestCase("[a-", false)]
    public void A_pattern_of_another_flavor_is_listed_and_nothing_is_judged_by_it(string pattern, bool isRead)
    {
        var contract = SmallContract.Read(("x-like: word", $"x-like: word\n          pattern: '{pattern}'"));
        var field = contract.Resources[0].Fields.First(one => one.Name == "label");
        field.Pattern.ShouldBe(isRead ? pattern : null);
        contract.UnreadPatterns.Select(unread => unread.Pattern).ShouldBe(isRead ? [] : [pattern]);
    }

    [Test]
    public void Yaml_that_is_none_is_told_with_its_line_and_the_way_out()
    {
        var problem = SmallContract.ProblemsWith(("summary: List boxes", "summary: Boxes: all of them")).ShouldHaveSingleItem();
        problem.Actual.ShouldBe("Mapping values are not allowed in this context.");
        problem.Hint.ShouldNotBeNull().ShouldContain("in quotes");
        problem.Line.ShouldBe(SmallContract.Yaml.Split('\n').Index().First(line => line.Item.Contains("summary: List boxes", StringComparison.Ordinal)).Index + 1);
    }

    [TestCase("x-operation: { resource: Box, does: list }", "x-opertion: { resource: Box, does: list }", "did you mean x-operation?")]
    [TestCase("x-operation: { resource: Box, does: list }", "x-operation: { resource: Box, does: list }\n      x-rulez: { }", "did you mean x-rules?")]
    [TestCase("info: {", "x-like: word\ninfo: {", "x-like stands at: property, member")]
    public void A_word_that_is_nearly_ours_or_in_a_wrong_place_is_refused(string old, string replacement, string hint) =>
        SmallContract.ProblemsWith((old, replacement)).ShouldContain(problem => problem.Hint == hint);

    [Test]
    public void An_operation_may_be_left_out_with_a_reason()
    {
        const string Report = "paths:\n  /report:\n    get:\n      x-left-out: no record\n      responses: { default: { description: A report. } }\n";
        var contract = SmallContract.Read(("paths:\n", Report));
        contract.LeftOut.ShouldBe([("GET /report", "no record")]);
        contract.Operations.Length.ShouldBe(SmallContract.Read().Operations.Length);
        contract.IsDeclared("/report", "GET").ShouldBeTrue();
        SmallContract.ProblemsWith(("paths:\n", Report.Replace("x-left-out: no record", "summary: A report", StringComparison.Ordinal)))
            .ShouldContain(problem => problem.Expected == "the word x-operation" && problem.Hint!.StartsWith("x-left-out", StringComparison.Ordinal));
    }

    [Test]
    public void Schemas_inside_of_themselves_and_statuses_without_a_number_are_read()
    {
        var contract = SmallContract.Read(
            ("\"201\":", "default: { description: Anything. }\n        4XX: { description: Wrong. }\n        \"201\":"),
            ("active: { type: boolean, default: true }", "active: { type: boolean, default: true }\n        tree: { $ref: '#/components/schemas/Tree' }"),
            ("  schemas:\n", "  schemas:\n    Tree: { type: object, properties: { left: { $ref: '#/components/schemas/Tree' }, right: { $ref: '#/components/schemas/Tree' } } }\n"));
        contract.Resource("Box").Field("tree").Type.ShouldBe(FieldType.Json);
    }

    [TestCase("a: b: c")]
    [TestCase("- 1\n- 2")]
    [TestCase("")]
    [TestCase("a: 1\na: 2")]
    [TestCase("a: [1")]
    public void Text_that_is_no_document_is_refused(string yaml) =>
        Should.Throw<InvalidContractException>(() => ContractReader.Read("x", "x.openapi.yaml", yaml)).Problems.ShouldNotBeEmpty();
}
