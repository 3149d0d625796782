// Encodings that the protocol buffers' documentation spells out.
#include "io/protobuf.h"

#include <gtest/gtest.h>

namespace footfall::io {
namespace {

TEST(Protobuf, EncodesAsItsDocumentationSays) {
    ProtobufMessage number;
    number.put_integer(1, 150);
    EXPECT_EQ(number.bytes(), "\x08\x96\x01");

    ProtobufMessage text;
    text.put_bytes(2, "testing");
    EXPECT_EQ(text.bytes(), "\x12\x07testing");

    ProtobufMessage outer;
    outer.put_message(3, number);
    EXPECT_EQ(outer.bytes(), "\x1a\x03\x08\x96\x01");
}

TEST(Protobuf, EncodesLimits) {
    ProtobufMessage message;
    message.put_integer(1, 0);
    EXPECT_EQ(message.bytes(), std::string("\x08\x00", 2));
    ProtobufMessage negative;
    negative.put_integer(1, -2);
    EXPECT_EQ(negative.bytes(), "\x08\xfe\xff\xff\xff\xff\xff\xff\xff\xff\x01");
    ProtobufMessage field;
    field.put_bytes(20, std::string(300, 'x'));
    EXPECT_EQ(field.bytes(), "\xa2\x01\xac\x02" + std::string(300, 'x'));
}

}  // namespace
}  // namespace footfall::io
