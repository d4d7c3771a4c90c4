using System.IO.Compression;
using System.Net;
using System.Text;
using PlanisoContract.Conformance.Dialects;
using PlanisoContract.Conformance.Execution;
using PlanisoContract.Conformance.Http;
using PlanisoContract.Spec;
using PlanisoContract.Tests.Proof;

namespace PlanisoContract.Tests.Conformance.Http;

/// <summary>What is JSON is decided in one place, and what is none is the violation, not the end of other rules.</summary>
public sealed class BytesTests() : SharedMock("lightening")
{
    private static readonly Contract Contract = Contracts.Load("lightening");

    [TestCase("{}", null)]
    [TestCase("null", null)]
    [TestCase("{\"a\":\"\\ud83d\\ude00\"}", null)]
    [TestCase("{\"a\":1,}", "comma")]
    [TestCase("{'a':1}", "invalid")]
    [TestCase("{\"a\":NaN}", "invalid")]
    [TestCase("{\"a\":\"\\ud800\"}", "surrogate")]
    [TestCase("{\"a\":1,\"a\":2}", "duplicate")]
    [TestCase("<p>", "invalid")]
    public void What_is_no_json_is_told_why(string text, string? says)
    {
        JsonText.Read(text, out var fault);
        if (says is null)
            fault.ShouldBeNull();
        else
            fault.ShouldNotBeNull().ShouldContain(says, Case.Insensitive);
    }

    [Test]
    public void Bytes_that_are_no_text_are_read_as_far_as_they_can_be()
    {
        Utf8Text.Read("{\"a\":\"é\"}"u8).ShouldBe(("{\"a\":\"é\"}", null));
        Utf8Text.Read([.. Encoding.UTF8.Preamble, .. "{}"u8]).ShouldBe(("{}", Utf8Text.Mark));
        Utf8Text.Read([.. "{\"a\":\""u8, 0xe9, .. "\"}"u8]).ShouldSatisfyAllConditions(
            read => read.Text.ShouldBe("{\"a\":\"\uFFFD\"}"), read => read.Fault.ShouldNotBeNull().ShouldContain("UTF-8"));
    }

    [Test]
    public async Task A_mark_before_every_body_is_one_violation_and_nothing_else_is()
    {
        var target = await Mock.SiloAsync(broken: ["json-answer=byte-order-mark"]);
        var result = await WholeRun.RunAsync(Contract, target, Clock);
        result.Failed.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            failed => failed.Rule.Id.ShouldBe("json-answer"), failed => failed.Actual.ShouldNotBeNull().ShouldContain("byte order mark"));
        result.Results.Where(rule => rule.Verdict is not (VerdictKind.Pass or VerdictKind.Fail)).ShouldBeEmpty();
    }

    [TestCase("gzip")]
    [TestCase("deflate")]
    [TestCase("br")]
    public async Task An_answer_may_be_compressed_as_the_suite_accepts(string encoding)
    {
        var accepted = "";
        await using var proxy = await TestProxy.StartAsync(Mock.Url, context =>
        {
            accepted = context.Request.Headers.AcceptEncoding.ToString();
            context.Request.Headers.Remove("Accept-Encoding");
            context.Response.Headers.ContentEncoding = encoding;
            return Task.FromResult(false);
        }, (_, bytes) => Packed(encoding, bytes));
        var run = Run.Create(Contract, new TargetOptions(proxy.Url, Mock.Demo.Keys), Clock.Suite);
        var result = await WholeRun.RunAsync(run, Contract.Rules.Where(rule => rule.Id is "list-customers-status" or "find-contact-schema"));
        result.Results.ShouldAllBe(rule => rule.Verdict == VerdictKind.Pass);
        accepted.ShouldContain(encoding);
    }

    [Test]
    public async Task An_exception_inside_a_check_is_a_fault_of_the_suite()
    {
        // A connection that fails so stands for whatever nobody has thought of.
        var run = Run.Create(Contract, Mock.Demo, Clock.Suite, new HttpMessageInvoker(new Failing()));
        var result = await WholeRun.RunAsync(run, Contract.Rules.Where(rule => rule.Id == "list-customers-status"));
        var rule = result.Results.ShouldHaveSingleItem();
        rule.Verdict.ShouldBe(VerdictKind.Error);
        rule.Message.ShouldSatisfyAllConditions(says => says.ShouldContain("fault of the suite"), says => says.ShouldContain("NotSupportedException"));
        result.ExitCode.ShouldBe(RunResult.CouldNotJudge);
        result.Headline.ShouldContain("suite itself");
    }

    private static byte[] Packed(string encoding, byte[] bytes)
    {
        var packed = new MemoryStream();
        using (Stream packing = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest),
            _ => new BrotliStream(packed, CompressionLevel.Fastest),
        })
            packing.Write(bytes);
        return packed.ToArray();
    }

    private sealed class Failing : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new NotSupportedException("nobody has thought of this");
    }
}
