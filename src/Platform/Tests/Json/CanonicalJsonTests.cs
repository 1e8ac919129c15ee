using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using OneStop.Platform.Json;

namespace OneStop.Platform.Tests.Json;

public sealed class CanonicalJsonTests
{
    // RFC 8785 section 3.2.2 to 3.2.4 and appendix B.
    [Theory]
    [InlineData("""{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}""",
        """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""")]
    [InlineData("""{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}""",
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}")]
    [InlineData("""{"b":{"d":1,"c":[]},"a":{}}""", """{"a":{},"b":{"c":[],"d":1}}""")]
    public void Content_is_written_as_the_standard_says(string json, string expected)
    {
        Assert.Equal(expected, CanonicalJson.Write(JsonNode.Parse(json)!));
    }

    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(unchecked((long)0x8000000000000000), "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(unchecked((long)0x8000000000000001), "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(unchecked((long)0xbecbf647612f3696), "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Numbers_are_written_as_appendix_B_says(long bits, string expected)
    {
        Assert.Equal(expected, CanonicalJson.Number(BitConverter.Int64BitsToDouble(bits)));
    }

    [Fact]
    public void The_order_in_which_members_were_given_changes_nothing()
    {
        Gen.Select(Gen.String, Gen.Double.Where(double.IsFinite)).Array[0, 8].Sample(members =>
        {
            var distinct = members.DistinctBy(member => member.Item1).ToList();
            var given = new JsonObject(distinct.Select(member => KeyValuePair.Create(member.Item1, (JsonNode?)member.Item2)));
            var reversed = new JsonObject(distinct.AsEnumerable().Reverse().Select(member => KeyValuePair.Create(member.Item1, (JsonNode?)member.Item2)));

            var canonical = CanonicalJson.Write(given);

            Assert.Equal(canonical, CanonicalJson.Write(reversed));
            Assert.Equal(canonical, CanonicalJson.Write(JsonNode.Parse(canonical)!));
        });
    }

    [Fact]
    public void The_hash_is_that_of_the_bytes_anybody_reads()
    {
        Assert.Equal("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", CanonicalJson.Hash("{}"));
    }
}
